package org.chatcluster.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/// Signs with the first key, and verifies with the key that the token's `kid` names: RS256 alone,
/// so a token that names another algorithm, or none, is refused whatever it is signed with (RFC
/// 8725 section 3.1). Thread-safe.
@Singleton
@Named("generator")
final class Rs256Signature implements SignatureGeneratorConfiguration {
    private final JWSHeader header;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers = new HashMap<>();

    Rs256Signature(SigningKeys keys) {
        try {
            header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(keys.signing().getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build();
            signer = new RSASSASigner(keys.signing());
            for (JWK key : keys.retrieveJsonWebKeys()) {
                verifiers.put(key.getKeyID(), new RSASSAVerifier((RSAKey) key));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("chat.token.signing-keys has an unusable key", e);
        }
    }

    @Override
    public SignedJWT sign(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token;
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException {
        String keyId = token.getHeader().getKeyID();
        JWSVerifier verifier = keyId == null ? null : verifiers.get(keyId);
        return verifier != null
                && supports(token.getHeader().getAlgorithm())
                && token.verify(verifier);
    }

    @Override
    public boolean supports(JWSAlgorithm algorithm) {
        return JWSAlgorithm.RS256.equals(algorithm);
    }

    @Override
    public String supportedAlgorithmsMessage() {
        return "RS256";
    }
}

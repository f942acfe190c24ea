package org.chatcluster.deploy.loadtest.population;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/// Signs access tokens with the cluster's own private key, so that a run can have ten thousand
/// users without ten thousand logins. Thread-safe.
final class TokenSigner {
    private static final Duration LIFE = Duration.ofHours(2);

    private final JWSHeader header;
    private final RSASSASigner signer;
    private final Instant now = Instant.now();

    private TokenSigner(RSAKey key) throws JOSEException {
        this.header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        this.signer = new RSASSASigner(key);
    }

    /// Takes a file with a private JWK set, and signs with the first RSA key in it.
    static TokenSigner of(Path keys) {
        try {
            for (JWK key : JWKSet.load(keys.toFile()).getKeys()) {
                if (key instanceof RSAKey rsa && rsa.isPrivate()) {
                    return new TokenSigner(rsa);
                }
            }
            throw new IllegalStateException(keys + " holds no private RSA key");
        } catch (IOException | ParseException | JOSEException unusable) {
            throw new IllegalStateException(
                    "cannot sign with " + keys + ": " + unusable.getMessage(), unusable);
        }
    }

    /// Returns an access token for a user with that number and uuid.
    String sign(long userId, String uuid) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .subject(Long.toString(userId))
                        .claim("uuid", uuid)
                        .claim("role", "user")
                        .claim("fam", UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException("cannot sign a token", failure);
        }
        return token.serialize();
    }
}

package org.chatcluster.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.common.token.AccessClaims;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final TokenConfig config =
            new TokenConfig(
                    Path.of(ApiNode.keys().toString(), "signing-keys.json").toString(),
                    Duration.ofMinutes(15),
                    Duration.ofDays(7),
                    1_000);
    private final SigningKeys keys = new SigningKeys(config);
    private final Rs256Signature signature = new Rs256Signature(keys);
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final RevokedTokens revoked = new RevokedTokens(config);
    private final VerifiedTokens tokens = new VerifiedTokens(signature, revoked, config, now::get);

    @Test
    void ownTokenIsTrustedUntilItExpires() throws JOSEException {
        String token = signature.sign(claims().build()).serialize();

        assertThat(tokens.verify(token)).map(AccessClaims::userId).contains(7L);
        now.set(now.get().plus(Duration.ofMinutes(15)));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void verifiedTokenIsRefusedOnceItsFamilyIsRevoked() throws JOSEException {
        String token = signature.sign(claims().build()).serialize();
        String family = tokens.verify(token).orElseThrow().family();

        revoked.add(List.of(family));

        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void expiredTokenIsRefusedAtFirstSight() throws JOSEException {
        String token =
                signature.sign(claims().expirationTime(Date.from(now.get())).build()).serialize();

        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void unsignedTokenIsRefused() {
        assertThat(tokens.verify(new PlainJWT(claims().build()).serialize())).isEmpty();
    }

    @Test
    void tokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        byte[] publicKey = keys.signing().toPublicKey().getEncoded();

        assertThat(tokens.verify(signed(JWSAlgorithm.HS256, keyId(), new MACSigner(publicKey))))
                .isEmpty();
    }

    @Test
    void otherAlgorithmWithTheRightKeyIsRefused() throws JOSEException {
        JWSSigner signer = new RSASSASigner(keys.signing());

        assertThat(tokens.verify(signed(JWSAlgorithm.RS512, keyId(), signer))).isEmpty();
        assertThat(tokens.verify(signed(JWSAlgorithm.PS256, keyId(), signer))).isEmpty();
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, keyId(), signer))).isPresent();
    }

    @Test
    void foreignKeyIsRefusedWhateverItsId() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).generate();
        JWSSigner signer = new RSASSASigner(foreign);

        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, keyId(), signer))).isEmpty();
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "other", signer))).isEmpty();
    }

    @Test
    void tokenWithoutKeyIdIsRefused() throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims().build());
        token.sign(new RSASSASigner(keys.signing()));

        assertThat(tokens.verify(token.serialize())).isEmpty();
    }

    @Test
    void changedTokenIsRefused() throws JOSEException {
        String token = signature.sign(claims().build()).serialize();
        String[] parts = token.split("\\.", -1);
        String forged = new PlainJWT(claims().subject("8").build()).serialize().split("\\.", -1)[1];

        assertThat(tokens.verify(parts[0] + "." + forged + "." + parts[2])).isEmpty();
    }

    @Test
    void tokenWithoutOneOfItsClaimsIsRefused() throws JOSEException {
        for (String claim : new String[] {"sub", "uuid", "role", "fam", "exp"}) {
            JWTClaimsSet incomplete = claims().claim(claim, null).build();

            assertThat(tokens.verify(signature.sign(incomplete).serialize())).as(claim).isEmpty();
        }
    }

    @Test
    void textThatIsNoTokenIsRefused() {
        for (String text : new String[] {"", "x", "a.b.c", "....", "a".repeat(9_000)}) {
            assertThat(tokens.verify(text)).isEmpty();
        }
    }

    @Test
    void livesBelowTheFloorsAreRefused() {
        assertThatThrownBy(() ->
                        new TokenConfig("keys", Duration.ofMinutes(14), Duration.ofDays(7), 1_000))
                .hasMessage("chat.token.access-life is PT14M, expected at least PT15M");
        assertThatThrownBy(() ->
                        new TokenConfig("keys", Duration.ofMinutes(15), Duration.ofDays(6), 1_000))
                .hasMessageContaining("chat.token.refresh-life");
    }

    private String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims().build());
        token.sign(signer);
        return token.serialize();
    }

    private String keyId() {
        return keys.signing().getKeyID();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("7")
                .claim("uuid", UUID.randomUUID().toString())
                .claim("role", "user")
                .claim("fam", UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.parse("2026-01-01T00:15:00Z")));
    }
}

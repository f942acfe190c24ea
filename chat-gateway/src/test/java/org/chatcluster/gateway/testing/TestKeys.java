package org.chatcluster.gateway.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/// A key pair and the tokens that the API would sign with it.
public final class TestKeys {
    private final RSAKey key;

    private TestKeys(RSAKey key) {
        this.key = key;
    }

    public static TestKeys generate(String kid) {
        try {
            return new TestKeys(
                    new RSAKeyGenerator(2048).keyID(kid).algorithm(JWSAlgorithm.RS256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes the public keys and returns the file.
    public Path writePublicKeys(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(
                    directory.resolve("verification-keys.json"),
                    new JWKSet(key.toPublicJWK()).toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String token(long userId) {
        return token(userId, "family-" + userId, Duration.ofMinutes(15));
    }

    public String token(long userId, String family, Duration life) {
        return sign(claims(userId, family, life), key.getKeyID(), JWSAlgorithm.RS256);
    }

    public String sign(JWTClaimsSet claims, String kid, JWSAlgorithm algorithm) {
        try {
            SignedJWT jwt =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String unsigned(long userId) {
        return new PlainJWT(claims(userId, "family", Duration.ofMinutes(15))).serialize();
    }

    public static JWTClaimsSet claims(long userId, String family, Duration life) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(Long.toString(userId))
                .claim("uuid", UUID.nameUUIDFromBytes(new byte[] {(byte) userId}).toString())
                .claim("role", "user")
                .claim("fam", family)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .build();
    }
}

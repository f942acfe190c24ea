package org.chatcluster.deploy.cluster.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;

/// Makes access tokens of every kind, with the cluster's own key (RFC 7517, section 9.3) and
/// others.
public record Tokens(JsonNode key) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /// Reads the cluster's signing key.
    public static Tokens in(Path keys) {
        try {
            String file = Files.readString(keys.resolve("signing-keys.json"));
            return new Tokens(Json.parse(file).path("keys").get(0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns a token as the API makes them.
    public String good(Person person) {
        return signed(header("RS256"), claims(person, Instant.now().plusSeconds(900)));
    }

    /// Returns a good token that lives for that long.
    public String expiringIn(Duration life, Person person) {
        return signed(header("RS256"), claims(person, Instant.now().plus(life)));
    }

    String expired(Person person) {
        return signed(header("RS256"), claims(person, Instant.now().minusSeconds(120)));
    }

    /// Returns a good token whose claims were exchanged afterwards.
    String forged(Person person, Person victim) {
        String[] parts = good(person).split("\\.", -1);
        return parts[0]
                + "."
                + encoded(claims(victim, Instant.now().plusSeconds(900)))
                + "."
                + parts[2];
    }

    String unsigned(Person person) {
        return good(person).replaceFirst("\\.[^.]*$", ".");
    }

    String ofAlgorithmNone(Person person) {
        String header = Json.object("alg", "none", "typ", "JWT");
        return encoded(header)
                + "."
                + encoded(claims(person, Instant.now().plusSeconds(900)))
                + ".";
    }

    /// Returns a token whose MAC was made with the public key as the secret, which a verifier that
    /// believes the header accepts.
    String ofPublicKeyAsSecret(Person person) {
        String content = content(header("HS256"), claims(person, Instant.now().plusSeconds(900)));
        try {
            PublicKey shared =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(shared.getEncoded(), "HmacSHA256"));
            return content + "." + ENCODER.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String ofUnknownKeyId(Person person) {
        String header = Json.object("alg", "RS256", "kid", "no-such-key");
        return signed(header, claims(person, Instant.now().plusSeconds(900)));
    }

    /// Returns a token that names the cluster's key and was signed with another.
    String ofForeignKey(Person person) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            PrivateKey foreign = generator.generateKeyPair().getPrivate();
            return signed(foreign, header("RS256"), claims(person, Instant.now().plusSeconds(900)));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Returns a well signed token with such a claim.
    String withClaim(String name, Object value, Person person) {
        String claims = claims(person, Instant.now().plusSeconds(900));
        return signed(
                header("RS256"),
                Json.text(
                        ((com.fasterxml.jackson.databind.node.ObjectNode) Json.parse(claims))
                                .putPOJO(name, value)));
    }

    private String header(String algorithm) {
        return Json.object("alg", algorithm, "kid", key.path("kid").asText(), "typ", "JWT");
    }

    private static String claims(Person person, Instant expiry) {
        return Json.object(
                "sub", Long.toString(person.id()),
                "uuid", person.user().path("uuid").asText(),
                "role", "user",
                "fam", UUID.randomUUID().toString(),
                "iat", Instant.now().minusSeconds(1_000).getEpochSecond(),
                "exp", expiry.getEpochSecond());
    }

    private String signed(String header, String claims) {
        try {
            var specification = new RSAPrivateKeySpec(number("n"), number("d"));
            PrivateKey own = KeyFactory.getInstance("RSA").generatePrivate(specification);
            return signed(own, header, claims);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String signed(PrivateKey privateKey, String header, String claims)
            throws GeneralSecurityException {
        String content = content(header, claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(content.getBytes(UTF_8));
        return content + "." + ENCODER.encodeToString(signature.sign());
    }

    private BigInteger number(String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
    }

    private static String content(String header, String claims) {
        return encoded(header) + "." + encoded(claims);
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(json.getBytes(UTF_8));
    }
}

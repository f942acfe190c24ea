package org.chatcluster.api.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.security.token.jwt.endpoints.JwkProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/// The keys of the file that `chat.token.signing-keys` names. Hands out public halves only, but for
/// the one that signs.
@Context
final class SigningKeys implements JwkProvider {
    private final List<RSAKey> keys;
    private final RSAKey signing;

    SigningKeys(TokenConfig config) {
        Path file = Path.of(config.signingKeys());
        keys = read(file);
        signing =
                keys.stream()
                        .filter(RSAKey::isPrivate)
                        .findFirst()
                        .orElseThrow(() -> unusable(file, "has no private RSA key"));
    }

    /// Returns the key that signs, with its private half.
    RSAKey signing() {
        return signing;
    }

    @Override
    public List<JWK> retrieveJsonWebKeys() {
        return keys.stream().<JWK>map(RSAKey::toPublicJWK).toList();
    }

    private static List<RSAKey> read(Path file) {
        try {
            List<RSAKey> keys =
                    JWKSet.load(file.toFile()).getKeys().stream()
                            .filter(RSAKey.class::isInstance)
                            .map(RSAKey.class::cast)
                            .toList();
            if (keys.stream().anyMatch(key -> key.getKeyID() == null)) {
                throw unusable(file, "has a key without `kid`");
            }
            return keys;
        } catch (IOException _) {
            throw unusable(file, "can't be read");
        } catch (ParseException _) {
            throw unusable(file, "is not a JSON Web Key Set");
        }
    }

    private static ConfigurationException unusable(Path file, String why) {
        return new ConfigurationException(
                "chat.token.signing-keys: "
                        + file
                        + " "
                        + why
                        + "; make one with org.chatcluster.api.token.GenerateKeys");
    }
}

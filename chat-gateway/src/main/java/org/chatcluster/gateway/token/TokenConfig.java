package org.chatcluster.gateway.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chatcluster.gateway.settings.Bounds;

/// How access tokens are verified.
///
/// @param verificationKeys a file with the public keys, a JSON Web Key Set (RFC 7517)
@ConfigurationProperties("chat.token")
public record TokenConfig(
        @Bindable(defaultValue = "verification-keys.json") Path verificationKeys) {
    public TokenConfig {
        Bounds.require(
                Files.isRegularFile(verificationKeys) && Files.isReadable(verificationKeys),
                "chat.token.verification-keys",
                verificationKeys,
                "a file that can be read");
    }
}

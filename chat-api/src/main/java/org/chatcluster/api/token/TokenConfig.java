package org.chatcluster.api.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/// How tokens are signed and how long they live.
///
/// @param signingKeys path of the JWKS file with the private keys; the first signs, all verify
/// @param accessLife at least 15 minutes (seed 003)
/// @param refreshLife at least 7 days (seed 003)
/// @param verifiedTokens verified tokens that are kept, so that a signature is checked once
@ConfigurationProperties("chat.token")
public record TokenConfig(
        @NotBlank String signingKeys,
        @Bindable(defaultValue = "15m") Duration accessLife,
        @Bindable(defaultValue = "7d") Duration refreshLife,
        @Bindable(defaultValue = "20000") @Min(100) @Max(1_000_000) int verifiedTokens) {
    private static final Duration SHORTEST_ACCESS = Duration.ofMinutes(15);
    private static final Duration SHORTEST_REFRESH = Duration.ofDays(7);

    public TokenConfig {
        requireAtLeast("chat.token.access-life", accessLife, SHORTEST_ACCESS);
        requireAtLeast("chat.token.refresh-life", refreshLife, SHORTEST_REFRESH);
    }

    private static void requireAtLeast(String name, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0) {
            throw new ConfigurationException(
                    name + " is " + value + ", expected at least " + shortest);
        }
    }
}

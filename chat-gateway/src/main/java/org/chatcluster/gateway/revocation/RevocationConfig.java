package org.chatcluster.gateway.revocation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node learns which token families are revoked.
///
/// @param interval how often it asks
@Context
@ConfigurationProperties("chat.revocation")
public record RevocationConfig(@Bindable(defaultValue = "1s") Duration interval) {
    public RevocationConfig {
        Bounds.inRange(
                "chat.revocation.interval",
                interval,
                Duration.ofMillis(100),
                Duration.ofMinutes(1));
    }
}

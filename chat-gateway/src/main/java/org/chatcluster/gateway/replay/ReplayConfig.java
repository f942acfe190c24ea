package org.chatcluster.gateway.replay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node makes good what it did not hear.
///
/// @param enabled whether it does. Off only to show that a test notices
/// @param margin how far before the last proof of delivery it begins to ask: an event is published
///   a little after its commit, up to some seconds if an API node died in between
@Context
@ConfigurationProperties("chat.replay")
public record ReplayConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "5s") Duration margin) {
    public ReplayConfig {
        Bounds.inRange(
                "chat.replay.margin", margin, Duration.ofMillis(100), Duration.ofMinutes(10));
    }
}

package org.chatcluster.gateway.replay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node makes good what it did not hear.
///
/// @param enabled whether it does. Off only to show that a test notices
/// @param margin how far before the last proof of delivery it begins to ask, beside what the API
///   adds for the time between an event's commit and its publication
@Context
@ConfigurationProperties("chat.replay")
public record ReplayConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "2s") Duration margin) {
    public ReplayConfig {
        Bounds.inRange(
                "chat.replay.margin", margin, Duration.ofMillis(100), Duration.ofMinutes(10));
    }
}

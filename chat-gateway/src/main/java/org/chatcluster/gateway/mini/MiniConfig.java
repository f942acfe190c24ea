package org.chatcluster.gateway.mini;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// What `/connect` does.
///
/// @param dedupeWindow how long the same text by the same sender to the same chat, sent without a
///   `client_id` through another socket, counts as the same message; zero for never
@Context
@ConfigurationProperties("chat.connect")
public record MiniConfig(@Bindable(defaultValue = "1s") Duration dedupeWindow) {
    public MiniConfig {
        Bounds.inRange(
                "chat.connect.dedupe-window", dedupeWindow, Duration.ZERO, Duration.ofMinutes(5));
    }
}

package org.chatcluster.gateway.fanout;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node listens to the channels of its users.
///
/// @param linger how long the node goes on listening after the user's last session here is gone, so
///   that a reconnect costs nothing
@ConfigurationProperties("chat.fanout")
public record FanOutConfig(@Bindable(defaultValue = "5s") Duration linger) {
    public FanOutConfig {
        Bounds.inRange("chat.fanout.linger", linger, Duration.ZERO, Duration.ofMinutes(5));
    }
}

package org.chatcluster.gateway.socket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node ends.
///
/// @param window the time over which its sessions are spread as they move
/// @param grace how long the commands of a session that is to be closed may take to finish
@Context
@ConfigurationProperties("chat.drain")
public record DrainConfig(
        @Bindable(defaultValue = "5s") Duration window,
        @Bindable(defaultValue = "5s") Duration grace) {
    public DrainConfig {
        Duration most = Duration.ofMinutes(10);
        Bounds.inRange("chat.drain.window", window, Duration.ZERO, most);
        Bounds.inRange("chat.drain.grace", grace, Duration.ZERO, most);
    }
}

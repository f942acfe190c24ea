package org.chatcluster.gateway.presence;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node looks after the users whom its sessions watch.
///
/// @param sweep how often it looks whether one came or went whom nobody told of, as when a node
///   dies
/// @param grace for how long such a one must be gone before it is told: they may be on their way to
///   another node
/// @param maxWatched how many users the sessions of the node may watch, all together
@ConfigurationProperties("chat.presence")
public record PresenceConfig(
        @Bindable(defaultValue = "2s") Duration sweep,
        @Bindable(defaultValue = "5s") Duration grace,
        @Bindable(defaultValue = "200000") int maxWatched) {
    public PresenceConfig {
        Duration most = Duration.ofMinutes(5);
        Bounds.inRange("chat.presence.sweep", sweep, Duration.ofMillis(100), most);
        Bounds.inRange("chat.presence.grace", grace, Duration.ZERO, most);
        Bounds.inRange("chat.presence.max-watched", maxWatched, 1, 10_000_000);
    }
}

package org.chatcluster.gateway.probe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How the node proves that it still hears what is published.
///
/// @param interval how often it sends itself a probe
/// @param patience how long none may come back before the connection that listens is replaced
/// @param unreadyAfter how old the last proof may be before the node is not ready any more
@Context
@ConfigurationProperties("chat.probe")
public record ProbeConfig(
        @Bindable(defaultValue = "1s") Duration interval,
        @Bindable(defaultValue = "3s") Duration patience,
        @Bindable(defaultValue = "5s") Duration unreadyAfter) {
    public ProbeConfig {
        Duration least = Duration.ofMillis(100);
        Bounds.inRange("chat.probe.interval", interval, least, Duration.ofSeconds(30));
        // A single late probe must not be enough.
        Duration two = interval.multipliedBy(2);
        Bounds.inRange("chat.probe.patience", patience, two, Duration.ofMinutes(5));
        Bounds.inRange("chat.probe.unready-after", unreadyAfter, two, Duration.ofMinutes(5));
    }
}

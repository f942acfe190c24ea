package org.chatcluster.gateway.socket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// How sockets come and go.
///
/// @param connectsPerSecond how many sockets this node takes in a second, in the long run; what
///   comes on top is told when to come back
/// @param connectBurst how many it takes at once after a quiet time
/// @param maxAge how old a socket becomes before it is asked to move, give or take a fifth; zero
///   for any age
@Context
@ConfigurationProperties("chat.socket")
public record ConnectConfig(
        @Bindable(defaultValue = "1000") int connectsPerSecond,
        @Bindable(defaultValue = "5000") int connectBurst,
        @Bindable(defaultValue = "0s") Duration maxAge) {
    public ConnectConfig {
        Bounds.inRange("chat.socket.connects-per-second", connectsPerSecond, 1, 1_000_000);
        Bounds.inRange("chat.socket.connect-burst", connectBurst, 1, 1_000_000);
        Bounds.require(
                maxAge.isZero() || maxAge.compareTo(Duration.ofSeconds(1)) >= 0,
                "chat.socket.max-age",
                maxAge,
                "0s, or 1s and more");
    }
}

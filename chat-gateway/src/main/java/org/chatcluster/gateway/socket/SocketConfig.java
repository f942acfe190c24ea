package org.chatcluster.gateway.socket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.chatcluster.gateway.settings.Bounds;

/// What sockets may do.
///
/// @param allowedOrigins the values of `Origin` that may connect, `*` for all; if there are none,
///   only pages of the same host may. Who sends no `Origin` is no browser and may always
/// @param heartbeat how often the server pings; silent for three of these, a socket is closed
/// @param queueBytes how much may wait to be sent to one socket before its events are dropped, and
///   as much may be held while it resumes
/// @param stuckTimeout how long a socket that is waited for may take nothing before it is closed
///   with 1013
/// @param expiryWarning how long before its token expires a socket gets `session.expiring`
/// @param maxConnections how many sockets this node holds at most
/// @param maxCommandBytes how long a client's frame may be before it is refused with `error`
/// @param maxBadFrames how many frames outside of the protocol a socket may send in a minute before
///   it is closed with 1008
/// @param openTimeout how long a socket may wait for its `hello`
/// @param closeTimeout how long the client may take to answer a close frame
@Context
@ConfigurationProperties("chat.socket")
public record SocketConfig(
        @Bindable(defaultValue = "") List<String> allowedOrigins,
        @Bindable(defaultValue = "25s") Duration heartbeat,
        @Bindable(defaultValue = "262144") int queueBytes,
        @Bindable(defaultValue = "30s") Duration stuckTimeout,
        @Bindable(defaultValue = "1m") Duration expiryWarning,
        @Bindable(defaultValue = "50000") int maxConnections,
        @Bindable(defaultValue = "65536") int maxCommandBytes,
        @Bindable(defaultValue = "20") int maxBadFrames,
        @Bindable(defaultValue = "10s") Duration openTimeout,
        @Bindable(defaultValue = "5s") Duration closeTimeout) {
    /// The most bytes of a frame, or of a message in fragments, before the socket is closed with
    /// 1009. Twice the largest command, so that one that is only a little too long gets an `error`
    /// and the socket stays.
    static final int LARGEST_FRAME = 131_072;

    public SocketConfig {
        allowedOrigins = allowedOrigins.stream().filter(origin -> !origin.isBlank()).toList();
        Duration second = Duration.ofSeconds(1);
        Bounds.inRange("chat.socket.heartbeat", heartbeat, second, Duration.ofMinutes(5));
        Bounds.inRange("chat.socket.queue-bytes", queueBytes, 1024, 64 << 20);
        Bounds.inRange("chat.socket.stuck-timeout", stuckTimeout, second, Duration.ofMinutes(10));
        Bounds.inRange("chat.socket.expiry-warning", expiryWarning, second, Duration.ofMinutes(10));
        Bounds.inRange("chat.socket.max-connections", maxConnections, 1, 1_000_000);
        Bounds.inRange("chat.socket.max-command-bytes", maxCommandBytes, 256, LARGEST_FRAME);
        Bounds.inRange("chat.socket.max-bad-frames", maxBadFrames, 0, 10_000);
        Bounds.inRange("chat.socket.open-timeout", openTimeout, second, Duration.ofMinutes(1));
        Bounds.inRange("chat.socket.close-timeout", closeTimeout, second, Duration.ofMinutes(1));
    }
}

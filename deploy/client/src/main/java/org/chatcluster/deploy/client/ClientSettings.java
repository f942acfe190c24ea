package org.chatcluster.deploy.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.chatcluster.deploy.client.stream.Delivery;
import org.chatcluster.deploy.client.stream.Timing;
import org.chatcluster.deploy.client.wire.HttpWires;
import org.chatcluster.deploy.client.wire.Wires;

/// How a client behaves.
///
/// @param http shared by any number of clients; it belongs to the caller
/// @param origin scheme, host and port of the balancer
/// @param longestWait before the next connection or repeat
public record ClientSettings(
        HttpClient http, URI origin, Delivery delivery, Timing timing, Duration longestWait) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /// Returns what the contract asks for.
    public static ClientSettings of(HttpClient http, URI origin) {
        return new ClientSettings(http, origin, Delivery.IN_ORDER, Timing.CONTRACT, LONGEST_WAIT);
    }

    /// Returns the same with another delivery.
    public ClientSettings with(Delivery other) {
        return new ClientSettings(http, origin, other, timing, longestWait);
    }

    /// Returns the same with another longest wait.
    public ClientSettings withLongestWait(Duration other) {
        return new ClientSettings(http, origin, delivery, timing, other);
    }

    /// Returns the wires to the origin.
    public Wires wires() {
        return new HttpWires(http, origin);
    }
}

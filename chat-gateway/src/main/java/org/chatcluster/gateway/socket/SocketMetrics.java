package org.chatcluster.gateway.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/// Tells how many sockets there are, and whether the node sends them away. Made at start, since
/// nothing else asks for it.
@Context
final class SocketMetrics {
    SocketMetrics(Sessions sessions, MeterRegistry registry) {
        Gauge.builder("chat.gateway.connections", sessions, Sessions::open)
                .description("Open sockets")
                .register(registry);
        Gauge.builder(
                        "chat.gateway.max.connections",
                        sessions,
                        all -> all.config().maxConnections())
                .description("Sockets that the node takes at most")
                .register(registry);
        Gauge.builder("chat.gateway.draining", sessions, all -> all.isDraining() ? 1 : 0)
                .description("1 while the node sends its sessions away")
                .register(registry);
    }
}

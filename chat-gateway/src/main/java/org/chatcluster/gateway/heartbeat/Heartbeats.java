package org.chatcluster.gateway.heartbeat;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One ring of heartbeats per event loop. Thread-safe.
public final class Heartbeats {
    private final ConcurrentHashMap<EventExecutor, Ring> rings = new ConcurrentHashMap<>();
    private final Duration beat;

    /// Makes heartbeats in which every session beats once per interval.
    public Heartbeats(Duration interval) {
        this.beat = interval.dividedBy(Ring.SLOTS);
    }

    /// Returns the ring of that event loop.
    public Ring on(EventExecutor executor) {
        return rings.computeIfAbsent(executor, at -> new Ring(at, beat));
    }

    /// Does something with every session, on its own event loop, soon.
    public void forEach(Consumer<Pulse> action) {
        rings.forEach((executor, ring) -> executor.execute(() -> ring.forEach(action)));
    }
}

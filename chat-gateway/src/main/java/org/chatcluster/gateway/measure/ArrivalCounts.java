package org.chatcluster.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.node.measure.Counters;

/// Counts what Redis brings, and how often it was lost. Thread-safe.
@Context
public final class ArrivalCounts {
    private final LongAdder arrivals;
    private final LongAdder unreadable;
    private final LongAdder losses;

    public ArrivalCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        arrivals =
                counters.counter(
                        "chat.gateway.arrivals", "Events that Redis brought, one for each user");
        unreadable =
                counters.counter(
                        "chat.gateway.unreadable", "Events of a version that this node can't read");
        losses =
                counters.counter(
                        "chat.gateway.redis.losses",
                        "Times that the connection that listens was replaced");
    }

    /// Counts what a user's channel brought.
    public void arrived() {
        arrivals.increment();
    }

    /// Counts what can't be read.
    public void unreadable() {
        unreadable.increment();
    }

    /// Counts a connection that is replaced.
    public void lost() {
        losses.increment();
    }
}

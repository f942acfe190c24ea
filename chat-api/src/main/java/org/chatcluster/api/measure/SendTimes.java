package org.chatcluster.api.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.node.measure.Counters;
import org.chatcluster.node.measure.Histograms;

/// Times messages from their acceptance to their commit, and counts the commits that they shared.
/// Thread-safe.
@Context
public final class SendTimes {
    private final Timer send;
    private final LongAdder batches;

    public SendTimes(MeterRegistry registry) {
        send =
                Histograms.latency(
                        registry, "chat.api.send", "From a message's acceptance to its commit");
        batches =
                new Counters(registry)
                        .counter("chat.api.send.batches", "Commits that messages shared");
    }

    /// Counts a commit.
    public void committed() {
        batches.increment();
    }

    /// Takes the time of one message of it.
    public void sent(long nanos) {
        send.record(nanos, TimeUnit.NANOSECONDS);
    }
}

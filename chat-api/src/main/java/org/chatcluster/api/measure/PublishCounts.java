package org.chatcluster.api.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.node.measure.Counters;

/// Counts events that were published. Thread-safe.
@Context
public final class PublishCounts {
    private final LongAdder events;
    private final LongAdder channels;
    private final LongAdder subscriptions;
    private final LongAdder failures;
    private final LongAdder swept;

    public PublishCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        events = counters.counter("chat.api.published.events", "Events that Redis has taken whole");
        channels =
                counters.counter(
                        "chat.api.published.channels", "Users' channels that those events went to");
        subscriptions =
                counters.counter(
                        "chat.api.published.subscriptions",
                        "Gateways that listened, summed up over those channels");
        failures =
                counters.counter(
                        "chat.api.publish.failures", "Events that Redis did not take whole");
        swept =
                counters.counter(
                        "chat.api.swept.events", "Events that were published from the outbox");
    }

    /// Counts an event that went to so many channels, to which so many nodes listened.
    public void published(int toChannels, long listeners) {
        events.increment();
        channels.add(toChannels);
        subscriptions.add(listeners);
    }

    /// Counts an event that must be published again.
    public void failed() {
        failures.increment();
    }

    /// Counts events that had been left behind and are published now.
    public void swept(int rows) {
        swept.add(rows);
    }
}

package org.chatcluster.gateway.measure;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.node.measure.Histograms;
import org.chatcluster.node.trace.TraceParent;
import org.chatcluster.node.trace.Traces;

/// Where the times of sampled events go: two histograms, and spans for those that are traced. The
/// times are those of two nodes' clocks, which are taken to be in step; a negative one counts as 0.
/// Thread-safe.
@Context
public final class Samples {
    private final Timer fromPublishing;
    private final Timer fromSending;
    private final Traces traces;
    private final Clock clock;

    public Samples(MeterRegistry registry, Traces traces, Clock clock) {
        this.fromPublishing =
                Histograms.latency(
                        registry,
                        "chat.gateway.publish.to.socket",
                        "From the API's handing a message to Redis to its write to a socket");
        this.fromSending =
                Histograms.latency(
                        registry,
                        "chat.gateway.send.to.socket",
                        "From the API's accepting a message to its write to a socket");
        this.traces = traces;
        this.clock = clock;
    }

    /// Begins to watch an event that is about to arrive.
    public Sample of(EventHeader event, EventSample told) {
        return new Sample(
                this,
                event,
                told,
                traces.areOn() ? told.traceparent().flatMap(TraceParent::read).orElse(null) : null);
    }

    void record(long publishedMicros, long acceptedMicros, long writtenMicros) {
        fromPublishing.record(Math.max(0, writtenMicros - publishedMicros), MICROSECONDS);
        fromSending.record(Math.max(0, writtenMicros - acceptedMicros), MICROSECONDS);
    }

    Tracer tracer() {
        return traces.tracer();
    }

    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}

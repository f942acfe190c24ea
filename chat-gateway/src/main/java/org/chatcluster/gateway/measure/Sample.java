package org.chatcluster.gateway.measure;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.jspecify.annotations.Nullable;

/// One event whose way to the sockets of this node is timed, and traced if its sender's call is.
/// Thread-safe.
public final class Sample {
    /// Spans of one event and node: a group may have thousands of members here.
    private static final int MOST_SPANS = 20;

    /// Past it, the event comes from the outbox once more, where its row was left behind.
    private static final long LIFE_MICROS = 2_000_000;

    private final Samples samples;
    private final EventHeader event;
    private final EventSample told;
    private final @Nullable Context trace;
    private final long arrivedMicros;
    private final AtomicInteger spans = new AtomicInteger();

    Sample(Samples samples, EventHeader event, EventSample told, @Nullable Context trace) {
        this.samples = samples;
        this.event = event;
        this.told = told;
        this.trace = trace;
        this.arrivedMicros = samples.micros();
    }

    /// Returns what the event is about; its type is not the event's.
    public EventHeader event() {
        return event;
    }

    /// Returns whether this is the sample of that event, which has just arrived.
    public boolean isOf(EventHeader arrived) {
        return event.messageId() == arrived.messageId()
                && event.seq() == arrived.seq()
                && event.chatId() == arrived.chatId()
                && samples.micros() - arrivedMicros < LIFE_MICROS;
    }

    /// Takes note that the event was written to a socket of that session.
    public void written(long userId, String sessionId) {
        long now = samples.micros();
        samples.record(told.publishedMicros(), told.acceptedMicros(), now);
        if (trace != null && spans.getAndIncrement() < MOST_SPANS) {
            samples.tracer()
                    .spanBuilder("deliver message")
                    .setParent(trace)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setStartTimestamp(arrivedMicros, MICROSECONDS)
                    .setAttribute("chat.id", event.chatId())
                    .setAttribute("message.id", event.messageId())
                    .setAttribute("user.id", userId)
                    .setAttribute("session.id", sessionId)
                    .startSpan()
                    .end(Math.max(now, arrivedMicros), MICROSECONDS);
        }
    }
}

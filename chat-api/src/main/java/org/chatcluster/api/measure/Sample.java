package org.chatcluster.api.measure;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.node.trace.TraceParent;
import org.jspecify.annotations.Nullable;

/// One message whose way is timed, and maybe traced: accepted, committed, published, answered, each
/// told by the thread that does it, one after the other, but for the last two, which may swap.
public final class Sample {
    private final InstantSource clock;
    private final Instant accepted;
    private final @Nullable Trace trace;

    /// The spans of a traced message.
    private static final class Trace {
        private final Tracer tracer;
        private final Span call;
        private volatile @Nullable Span publishing;

        Trace(Tracer tracer, Span call) {
            this.tracer = tracer;
            this.call = call;
        }

        Context context() {
            return Context.root().with(call);
        }
    }

    private Sample(InstantSource clock, @Nullable Trace trace) {
        this.clock = clock;
        this.accepted = clock.instant();
        this.trace = trace;
    }

    static Sample timed(InstantSource clock) {
        return new Sample(clock, null);
    }

    static Sample traced(InstantSource clock, Tracer tracer, Span call) {
        return new Sample(clock, new Trace(tracer, call));
    }

    /// Takes note that the message is committed.
    public void committed(EventHeader message, long userId) {
        if (trace == null) {
            return;
        }
        trace.call
                .setAttribute("chat.id", message.chatId())
                .setAttribute("message.id", message.messageId())
                .setAttribute("seq", message.seq())
                .setAttribute("user.id", userId);
        trace.tracer
                .spanBuilder("commit message")
                .setParent(trace.context())
                .setStartTimestamp(accepted)
                .startSpan()
                .end();
    }

    /// Takes note that the event is about to be handed to Redis, and returns what gateways are told
    /// of it right before.
    public byte[] publishing(EventHeader event, int users) {
        Optional<String> traceparent = Optional.empty();
        if (trace != null) {
            Span publishing =
                    trace.tracer
                            .spanBuilder("publish message")
                            .setParent(trace.context())
                            .setSpanKind(SpanKind.PRODUCER)
                            .setAttribute("users", users)
                            .startSpan();
            trace.publishing = publishing;
            traceparent = Optional.of(TraceParent.of(publishing.getSpanContext()));
        }
        return new EventSample(micros(accepted), micros(clock.instant()), traceparent)
                .toPayload(event);
    }

    /// Takes note that Redis has answered for every channel, or has not.
    public void published(@Nullable Long subscriptions, @Nullable Throwable failure) {
        Span publishing = trace == null ? null : trace.publishing;
        if (publishing != null) {
            if (subscriptions != null) {
                publishing.setAttribute("subscriptions", subscriptions);
            }
            end(publishing, failure);
        }
    }

    /// Takes note that the call is answered, with a refusal if there is a failure.
    public void answered(@Nullable Throwable failure) {
        if (trace != null) {
            end(trace.call, failure);
        }
    }

    /// The failure's message stays out: it may quote what was sent.
    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}

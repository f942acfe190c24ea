package org.chatcluster.api.measure;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.chatcluster.node.trace.TraceParent;
import org.chatcluster.node.trace.Traces;
import org.jspecify.annotations.Nullable;

/// Picks the messages whose way is timed: one in a tenth of a second, so that every message of a
/// quiet node is one and a busy node pays no more for it. It is picked when its call is accepted,
/// so a message's place in its batch has no part in it. Of all messages, a configured share is
/// traced as well, and so is one whose caller traces it, one in a tenth of a second. Thread-safe.
@Singleton
public final class Samples {
    /// Half to one and a half of it lie between two samples, so that they keep step with nothing.
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final Traces traces;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AtomicLong nextTimed;
    private final AtomicLong nextAsked;

    @Inject
    Samples(Traces traces, InstantSource clock) {
        this(traces, clock, System::nanoTime);
    }

    Samples(Traces traces, InstantSource clock, LongSupplier nanos) {
        this.traces = traces;
        this.clock = clock;
        this.nanos = nanos;
        this.nextTimed = new AtomicLong(nanos.getAsLong());
        this.nextAsked = new AtomicLong(nanos.getAsLong());
    }

    /// Returns the sample of a call that is being accepted, or null if it is none of the few.
    public @Nullable Sample begin(String what, CallId call) {
        boolean timed = isDue(nextTimed);
        Context parent = parent(call);
        if (parent == null && isChosen()) {
            parent = Context.root();
        }
        if (parent != null) {
            return Sample.traced(
                    clock,
                    traces.tracer(),
                    traces.tracer()
                            .spanBuilder(what)
                            .setParent(parent)
                            .setSpanKind(SpanKind.SERVER)
                            .setAttribute("request.id", call.request())
                            .startSpan());
        }
        return timed ? Sample.timed(clock) : null;
    }

    private @Nullable Context parent(CallId call) {
        if (!traces.areOn() || call.traceparent() == null) {
            return null;
        }
        return TraceParent.read(call.traceparent()).filter(_ -> isDue(nextAsked)).orElse(null);
    }

    private boolean isChosen() {
        return traces.ratio() > 0 && ThreadLocalRandom.current().nextDouble() < traces.ratio();
    }

    private boolean isDue(AtomicLong next) {
        long now = nanos.getAsLong();
        long due = next.get();
        if (now - due < 0) {
            return false;
        }
        long pause = PAUSE_NANOS / 2 + ThreadLocalRandom.current().nextLong(PAUSE_NANOS);
        return next.compareAndSet(due, now + pause);
    }
}

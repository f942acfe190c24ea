package org.chatcluster.api.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.node.measure.Counters;

/// Counts calls that were refused, and sends in a gateway's call that were. Thread-safe.
@Context
public final class RefusalCounts {
    private final LongAdder[] refusals;

    public RefusalCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        refusals =
                Arrays.stream(ProblemCode.values())
                        .map(code ->
                                counters.counter(
                                        "chat.api.refusals",
                                        "Calls and sends that were refused",
                                        "status",
                                        Integer.toString(code.status()),
                                        "code",
                                        code.wireName()))
                        .toArray(LongAdder[]::new);
    }

    /// Counts a refusal.
    public void refused(ProblemCode code) {
        refusals[code.ordinal()].increment();
    }
}

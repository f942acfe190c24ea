package org.chatcluster.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.atomic.LongAdder;
import org.chatcluster.node.measure.Counters;

/// Counts the commands that went to the API, by what came of them. Thread-safe.
@Context
public final class CommandCounts {
    private final LongAdder done;
    private final LongAdder refused;
    private final LongAdder limited;
    private final LongAdder unavailable;
    private final LongAdder unanswered;
    private final LongAdder resumed;
    private final LongAdder notResumed;

    public CommandCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        done = commands(counters, "done");
        refused = commands(counters, "refused");
        limited = commands(counters, "limited");
        unavailable = commands(counters, "unavailable");
        unanswered = commands(counters, "unanswered");
        resumed = resumes(counters, "replayed");
        notResumed = resumes(counters, "failed");
    }

    private static LongAdder commands(Counters counters, String outcome) {
        return counters.counter(
                "chat.gateway.commands",
                "Commands that went to the API, by what came of them",
                "outcome",
                outcome);
    }

    private static LongAdder resumes(Counters counters, String outcome) {
        return counters.counter(
                "chat.gateway.resumes", "Resumes, by what came of them", "outcome", outcome);
    }

    /// Counts a command that the API answered with that status.
    public void answered(int status) {
        (status < 400
                        ? done
                        : switch (status) {
                            case 429 -> limited;
                            case 500, 502, 503, 504 -> unavailable;
                            default -> refused;
                        })
                .increment();
    }

    /// Counts a command that no API node answered.
    public void unanswered() {
        unanswered.increment();
    }

    /// Counts a resume that has ended.
    public void resumed(boolean whole) {
        (whole ? resumed : notResumed).increment();
    }
}

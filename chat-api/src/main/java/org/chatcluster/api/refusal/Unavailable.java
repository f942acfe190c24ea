package org.chatcluster.api.refusal;

import java.time.Duration;
import java.util.Optional;
import org.chatcluster.common.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/// The call can't be served now and may be tried again: a pool or queue is full, or a part of the
/// cluster is away. Whether something was written is not always known; a client repeats the call
/// with the same key.
public final class Unavailable extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /// Takes what is missing, for the log, and when to try again.
    public Unavailable(String what, Duration retryAfter, @Nullable Throwable cause) {
        super(what, cause, false, cause != null);
        this.retryAfter = retryAfter;
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.UNAVAILABLE;
    }

    @Override
    public String detail() {
        return "the server is busy or a part of it is away, try again soon";
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(retryAfter);
    }
}

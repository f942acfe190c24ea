package org.chatcluster.api.limit;

import java.time.Duration;
import java.util.Optional;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// A limit is used up for now.
public final class RateLimited extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    RateLimited(Duration retryAfter) {
        super("rate limited", null, false, false);
        this.retryAfter = retryAfter;
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.RATE_LIMITED;
    }

    @Override
    public String detail() {
        return "too many requests, wait a little";
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(retryAfter);
    }
}

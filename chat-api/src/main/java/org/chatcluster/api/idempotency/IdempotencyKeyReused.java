package org.chatcluster.api.idempotency;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// The key was used for another call by the same user within 24 hours.
public final class IdempotencyKeyReused extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    public IdempotencyKeyReused() {
        super("idempotency key reused", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.IDEMPOTENCY_KEY_REUSED;
    }

    @Override
    public String detail() {
        return "this Idempotency-Key was used for a different request, take a new one";
    }
}

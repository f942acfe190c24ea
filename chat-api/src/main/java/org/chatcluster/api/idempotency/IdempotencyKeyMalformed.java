package org.chatcluster.api.idempotency;

import java.util.List;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;

/// An `Idempotency-Key` that can't be one.
final class IdempotencyKeyMalformed extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    IdempotencyKeyMalformed() {
        super("malformed idempotency key", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.BAD_REQUEST;
    }

    @Override
    public String detail() {
        return "the Idempotency-Key header must have 1 to 200 visible ASCII characters";
    }

    @Override
    public List<FieldError> errors() {
        return List.of(new FieldError(IdempotencyKey.HEADER, detail()));
    }
}

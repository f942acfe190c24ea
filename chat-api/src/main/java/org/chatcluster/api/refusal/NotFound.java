package org.chatcluster.api.refusal;

import org.chatcluster.common.problem.ProblemCode;

/// What was asked for does not exist, or the caller may not see it: both look alike.
public final class NotFound extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /// Takes a sentence such as `there is no such chat`.
    public NotFound(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.NOT_FOUND;
    }

    @Override
    public String detail() {
        return detail;
    }
}

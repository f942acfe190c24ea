package org.chatcluster.api.refusal;

import org.chatcluster.common.problem.ProblemCode;

/// The caller sees the thing and may not do this to it.
public final class NotAllowed extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final String detail;

    public NotAllowed(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.FORBIDDEN;
    }

    @Override
    public String detail() {
        return detail;
    }
}

package org.chatcluster.api.account;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// Somebody else has the e-mail address or the tag.
public final class AlreadyTaken extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;

    private AlreadyTaken(ProblemCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    public static AlreadyTaken email() {
        return new AlreadyTaken(ProblemCode.EMAIL_TAKEN, "an account with this e-mail exists");
    }

    public static AlreadyTaken tag() {
        return new AlreadyTaken(ProblemCode.TAG_TAKEN, "an account with this tag exists");
    }

    @Override
    public ProblemCode code() {
        return code;
    }

    @Override
    public String detail() {
        return detail;
    }
}

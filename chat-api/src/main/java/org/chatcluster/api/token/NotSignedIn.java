package org.chatcluster.api.token;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// A call came without a token that can be trusted.
public final class NotSignedIn extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    public NotSignedIn() {
        super("no valid access token", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.UNAUTHORIZED;
    }

    @Override
    public String detail() {
        return "a valid access token is needed";
    }
}

package org.chatcluster.api.password;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// There is no such account, or the password is not its: the answer does not tell which.
public final class BadCredentials extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    public BadCredentials() {
        super("bad credentials", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.BAD_CREDENTIALS;
    }

    @Override
    public String detail() {
        return "the e-mail or tag and the password do not belong together";
    }
}

package org.chatcluster.api.account;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// An administrator has shut this account out.
public final class AccountBlocked extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    public AccountBlocked() {
        super("account blocked", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.ACCOUNT_BLOCKED;
    }

    @Override
    public String detail() {
        return "this account is blocked, ask an administrator";
    }
}

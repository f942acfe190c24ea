package org.chatcluster.api.admin;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.common.token.AccessClaims;

/// The caller is not an administrator.
final class AdminOnly extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    AdminOnly() {
        super("admin only", null, false, false);
    }

    /// @throws AdminOnly if the caller is no administrator
    static void require(AccessClaims caller) {
        if (caller.role() != AccessClaims.Role.ADMIN) {
            throw new AdminOnly();
        }
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.ADMIN_ONLY;
    }

    @Override
    public String detail() {
        return "only administrators may do this";
    }
}

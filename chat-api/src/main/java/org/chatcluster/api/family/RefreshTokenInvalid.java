package org.chatcluster.api.family;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// The refresh token is unknown, expired, or of a revoked family.
final class RefreshTokenInvalid extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    RefreshTokenInvalid() {
        super("refresh token invalid", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.REFRESH_TOKEN_INVALID;
    }

    @Override
    public String detail() {
        return "the refresh token is not valid or has expired, log in again";
    }
}

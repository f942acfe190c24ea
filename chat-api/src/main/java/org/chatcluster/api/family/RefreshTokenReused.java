package org.chatcluster.api.family;

import java.util.UUID;
import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// The refresh token was used before: either its owner or a thief has it twice, so its family ends.
final class RefreshTokenReused extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final long userId;
    private final UUID family;

    RefreshTokenReused(long userId, UUID family) {
        super("refresh token reused", null, false, false);
        this.userId = userId;
        this.family = family;
    }

    long userId() {
        return userId;
    }

    UUID family() {
        return family;
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.REFRESH_TOKEN_REUSED;
    }

    @Override
    public String detail() {
        return "the refresh token was used before, so every session of its login is closed; log in again";
    }
}

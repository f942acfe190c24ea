package org.chatcluster.api.family;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/auth/logout`, which may be absent.
@Serdeable(naming = SnakeCaseStrategy.class)
record LogoutRequest(@Nullable @Size(min = 1, max = 200) String refreshToken) {
    @Override
    public String toString() {
        return "LogoutRequest";
    }
}

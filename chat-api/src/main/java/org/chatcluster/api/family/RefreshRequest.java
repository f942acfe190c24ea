package org.chatcluster.api.family;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// The body of `POST /api/v1/auth/refresh`.
@Serdeable(naming = SnakeCaseStrategy.class)
record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {
    @Override
    public String toString() {
        return "RefreshRequest";
    }
}

package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import org.chatcluster.api.input.Text;

/// The body of `PUT /api/v1/users/me/password`.
@Serdeable(naming = SnakeCaseStrategy.class)
record ChangePassword(
        @NotNull @Text(max = 128, trim = false) String currentPassword,
        @NotNull @Text(min = 8, max = 128, trim = false) String newPassword) {
    @Override
    public String toString() {
        return "ChangePassword";
    }
}

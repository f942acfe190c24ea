package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import org.chatcluster.api.input.Text;

/// The body of `POST /api/v1/auth/login`.
///
/// @param email the account's e-mail address, or its tag
@Serdeable
public record LoginRequest(
        @NotNull @Text(max = 254) String email,
        @NotNull @Text(max = 128, trim = false) String password) {
    @Override
    public String toString() {
        return "LoginRequest";
    }
}

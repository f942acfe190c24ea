package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import org.chatcluster.api.input.Text;

/// The body of `POST /api/v1/auth/login`.
///
/// @param email the account's e-mail address, or its tag
@Serdeable
record LoginRequest(@Text(max = 254) String email, @Text(max = 128, trim = false) String password) {
    @Override
    public String toString() {
        return "LoginRequest";
    }
}

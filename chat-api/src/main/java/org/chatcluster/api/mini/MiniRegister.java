package org.chatcluster.api.mini;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.chatcluster.api.input.Text;
import org.chatcluster.api.login.RegisterRequest;

/// The body of `POST /register`.
@Serdeable
record MiniRegister(
        @NotNull @Text(max = 100) String name,
        @NotNull
                @Text(max = 254)
                @Pattern(regexp = RegisterRequest.EMAIL, message = "must be an e-mail address")
                String email,
        @NotNull @Text(min = 8, max = 128, trim = false) String password) {
    /// Returns the same as the rest of the API asks for it.
    RegisterRequest request() {
        return new RegisterRequest(email, password, name, null);
    }

    @Override
    public String toString() {
        return "MiniRegister";
    }
}

package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.chatcluster.api.input.Text;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/auth/register`. Blanks around anything but the password are dropped.
///
/// @param tag derived from the display name if absent; may begin with `@`
@Serdeable(naming = SnakeCaseStrategy.class)
record RegisterRequest(
        @Text(max = 254) @Email(message = "must be an e-mail address") String email,
        @Text(min = 8, max = 128, trim = false) String password,
        @Text(max = 100) String displayName,
        @Nullable
                @Pattern(
                        regexp = "\\s*@?[A-Za-z0-9]{3,32}\\s*",
                        message = "must be 3 to 32 letters and digits")
                String tag) {
    RegisterRequest {
        email = email.strip().toLowerCase(Locale.ROOT);
        displayName = displayName.strip();
    }

    @Override
    public String toString() {
        return "RegisterRequest";
    }
}

package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.chatcluster.api.input.Text;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/auth/register`. Blanks around anything but the password are dropped.
///
/// @param email what HTML calls a valid e-mail address (HTML Living Standard, 4.10.5.1.5)
/// @param tag derived from the display name if absent; may begin with `@`
@Serdeable(naming = SnakeCaseStrategy.class)
public record RegisterRequest(
        @NotNull @Text(max = 254) @Pattern(regexp = EMAIL, message = "must be an e-mail address")
                String email,
        @NotNull @Text(min = 8, max = 128, trim = false) String password,
        @NotNull @Text(max = 100) String displayName,
        @Nullable
                @Pattern(
                        regexp = "\\s*@?[A-Za-z0-9]{3,32}\\s*",
                        message = "must be 3 to 32 letters and digits")
                String tag) {
    /// What an e-mail address looks like.
    public static final String EMAIL =
            "\\s*[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                    + RegisterRequest.LABEL
                    + "(?:\\."
                    + RegisterRequest.LABEL
                    + ")*\\s*";

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /// Returns the e-mail address as it is stored.
    String storedEmail() {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /// Returns the display name as it is stored.
    String storedName() {
        return displayName.strip();
    }

    @Override
    public String toString() {
        return "RegisterRequest";
    }
}

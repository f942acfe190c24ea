package org.chatcluster.api.admin;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.chatcluster.api.account.Tags;
import org.chatcluster.api.account.profile.ProfileChange;
import org.chatcluster.api.input.Text;
import org.chatcluster.api.refusal.InvalidInput;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /api/v1/users/{id}`; what is absent stays.
///
/// @param email stored in lower case
/// @param tag may begin with `@`
@Serdeable(naming = SnakeCaseStrategy.class)
record EditUser(
        @Nullable @Text(max = 100) String displayName,
        @Nullable
                @Pattern(
                        regexp = "\\s*@?[A-Za-z0-9]{3,32}\\s*",
                        message = "must be 3 to 32 letters and digits")
                String tag,
        @Nullable
                @Text(max = 254)
                @Pattern(
                        regexp = "\\s*[^\\s@]{1,64}@[A-Za-z0-9.-]{1,189}\\s*",
                        message = "must be an e-mail address")
                String email,
        @Nullable @Pattern(regexp = "user|admin", message = "must be user or admin") String role) {
    /// @throws InvalidInput if there is nothing to change
    ProfileChange change() {
        if (displayName == null && tag == null && email == null && role == null) {
            throw new InvalidInput(
                    "display_name", "one of display_name, tag, email and role must be given");
        }
        return new ProfileChange(
                displayName == null ? null : displayName.strip(),
                tag == null ? null : Tags.normalize(tag).orElseThrow(),
                email == null ? null : email.strip().toLowerCase(Locale.ROOT),
                role);
    }

    @Override
    public String toString() {
        return "EditUser";
    }
}

package org.chatcluster.api.account.profile;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import org.chatcluster.api.account.Tags;
import org.chatcluster.api.input.Text;
import org.chatcluster.api.refusal.InvalidInput;
import org.jspecify.annotations.Nullable;

/// The body of `PATCH /api/v1/users/me`; what is absent stays.
///
/// @param tag may begin with `@`
/// @param avatarFileId refused, since there are no files to name
@Serdeable(naming = SnakeCaseStrategy.class)
record ChangeProfile(
        @Nullable @Text(max = 100) String displayName,
        @Nullable
                @Pattern(
                        regexp = "\\s*@?[A-Za-z0-9]{3,32}\\s*",
                        message = "must be 3 to 32 letters and digits")
                String tag,
        @Nullable @Null(message = "can't be set: there are no files in this release")
                Long avatarFileId) {
    /// @throws InvalidInput if there is nothing to change
    ProfileChange change() {
        if (displayName == null && tag == null) {
            throw new InvalidInput("display_name", "one of display_name and tag must be given");
        }
        return new ProfileChange(
                displayName == null ? null : displayName.strip(),
                tag == null ? null : Tags.normalize(tag).orElseThrow(),
                null,
                null);
    }

    @Override
    public String toString() {
        return "ChangeProfile";
    }
}

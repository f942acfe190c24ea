package org.chatcluster.api.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as others see them (seed 003).
///
/// @param email null unless the viewer is the user, shares a chat with them, or is an admin
@Serdeable(naming = SnakeCaseStrategy.class)
public record UserView(
        long id,
        UUID uuid,
        @Nullable String email,
        String displayName,
        String tag,
        @Nullable String avatarUrl,
        Instant createdAt) {
    /// Returns the same user for a viewer who may not see the e-mail address.
    public UserView withoutEmail() {
        return new UserView(id, uuid, null, displayName, tag, avatarUrl, createdAt);
    }
}

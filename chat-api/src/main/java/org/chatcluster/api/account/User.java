package org.chatcluster.api.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.chatcluster.api.token.Bearer;
import org.chatcluster.common.token.AccessClaims;
import org.jspecify.annotations.Nullable;

/// A row of `users`.
///
/// @param email lower case
/// @param passwordHash Argon2id in its usual text form
/// @param role `user` or `admin`
/// @param blockedAt when an administrator shut the account out; null if it is not
@MappedEntity("users")
public record User(
        @Id long id,
        UUID uuid,
        String email,
        String passwordHash,
        String displayName,
        String tag,
        String role,
        @Nullable String avatarUrl,
        Instant createdAt,
        @Nullable Instant blockedAt) {
    /// Returns whom tokens are made for.
    public Bearer bearer() {
        return new Bearer(id, uuid, AccessClaims.Role.of(role).orElseThrow());
    }

    /// Returns how the user sees their own account.
    public OwnAccount own() {
        return new OwnAccount(id, uuid, email, displayName, tag, avatarUrl, role, createdAt);
    }

    /// Returns how somebody sees the user who may see their e-mail address.
    public UserView view() {
        return new UserView(id, uuid, email, displayName, tag, avatarUrl, createdAt);
    }

    @Override
    public String toString() {
        return "User[id=" + id + "]";
    }
}

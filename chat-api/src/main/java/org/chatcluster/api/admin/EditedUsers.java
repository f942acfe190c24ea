package org.chatcluster.api.admin;

import jakarta.inject.Singleton;
import org.chatcluster.api.account.OwnAccount;
import org.chatcluster.api.account.User;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.account.profile.ProfileChange;
import org.chatcluster.api.account.profile.Profiles;
import org.chatcluster.api.family.Revocation;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.token.AccessClaims;

/// Changes anybody's account. Runs in the caller's transaction; blocks on the database.
///
/// Invariant: a user who gets another role has no token left that names the old one: all of their
/// families are revoked with the change.
@Singleton
final class EditedUsers {
    private final Users users;
    private final Profiles profiles;
    private final Revocation revocation;

    EditedUsers(Users users, Profiles profiles, Revocation revocation) {
        this.users = users;
        this.profiles = profiles;
        this.revocation = revocation;
    }

    /// Changes an account.
    ///
    /// @return the account as it is then
    /// @throws AdminOnly if the caller is no administrator
    /// @throws NotFound if there is no such user
    /// @throws InvalidInput for another role for oneself, so that an administrator remains
    OwnAccount edit(AccessClaims caller, long userId, ProfileChange change) {
        AdminOnly.require(caller);
        User user = users.find(userId).orElseThrow(() -> new NotFound("there is no such user"));
        String role = change.role();
        boolean changesRole = role != null && !role.equals(user.role());
        if (changesRole && caller.userId() == userId) {
            throw new InvalidInput("role", "must be somebody else's");
        }
        OwnAccount edited = profiles.change(userId, change);
        if (changesRole) {
            revocation.revokeAll(userId);
        }
        return edited;
    }
}

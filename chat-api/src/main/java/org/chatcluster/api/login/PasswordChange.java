package org.chatcluster.api.login;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.chatcluster.api.account.User;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.family.Revocation;
import org.chatcluster.api.limit.Limit;
import org.chatcluster.api.limit.RateLimits;
import org.chatcluster.api.password.BadCredentials;
import org.chatcluster.api.password.Passwords;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.token.AccessClaims;

/// Sets a new password for whoever knows the old one, and ends all of the user's logins but the one
/// that asks. Blocks; hashes before a connection is taken.
@Singleton
final class PasswordChange {
    private final Users users;
    private final Passwords passwords;
    private final RateLimits limits;
    private final Revocation revocation;
    private final Transactions transactions;

    PasswordChange(
            Users users,
            Passwords passwords,
            RateLimits limits,
            Revocation revocation,
            Transactions transactions) {
        this.users = users;
        this.passwords = passwords;
        this.limits = limits;
        this.revocation = revocation;
        this.transactions = transactions;
    }

    /// Changes the caller's password. Failed tries count as failed logins.
    ///
    /// @throws BadCredentials if the current password is another, or has just been changed
    void change(AccessClaims caller, ChangePassword request, String address) {
        limits.take(Limit.LOGIN_ADDRESS, address);
        User user =
                users.find(caller.userId())
                        .orElseThrow(() -> new NotFound("this account does not exist any more"));
        String account = user.uuid().toString();
        limits.take(Limit.LOGIN_ACCOUNT, account);
        if (!passwords.matches(request.currentPassword(), user.passwordHash())) {
            throw new BadCredentials();
        }
        String newHash = passwords.hash(request.newPassword());
        boolean changed =
                transactions.write(() -> {
                    boolean inForce = users.changePassword(user, newHash);
                    if (inForce) {
                        revocation.revokeOthers(user.id(), UUID.fromString(caller.family()));
                    }
                    return inForce;
                });
        if (!changed) {
            throw new BadCredentials();
        }
        limits.giveBack(Limit.LOGIN_ACCOUNT, account);
    }
}

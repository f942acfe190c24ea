package org.chatcluster.api.admin;

import jakarta.inject.Singleton;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.family.Revocation;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.token.AccessClaims;

/// Shuts users out and lets them in again. Blocks on the database.
///
/// Invariant: once a block has committed, no token of the user's is good and none is issued: the
/// user's row is locked before their families, and a login holds it until its family is committed.
@Singleton
final class BlockedUsers {
    private final Users users;
    private final Revocation revocation;
    private final Transactions transactions;

    BlockedUsers(Users users, Revocation revocation, Transactions transactions) {
        this.users = users;
        this.revocation = revocation;
        this.transactions = transactions;
    }

    /// Blocks a user and ends all of their logins; nothing happens if they are blocked already.
    ///
    /// @throws AdminOnly if the caller is no administrator
    /// @throws InvalidInput with oneself
    void block(AccessClaims caller, long userId) {
        AdminOnly.require(caller);
        if (caller.userId() == userId) {
            throw new InvalidInput("id", "must be somebody else");
        }
        transactions.write(() -> {
            users.setBlocked(userId, true);
            revocation.revokeAll(userId);
            return userId;
        });
    }

    /// Lets a user log in again.
    ///
    /// @throws AdminOnly if the caller is no administrator
    void unblock(AccessClaims caller, long userId) {
        AdminOnly.require(caller);
        users.setBlocked(userId, false);
    }
}

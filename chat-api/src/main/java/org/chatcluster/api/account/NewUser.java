package org.chatcluster.api.account;

/// What a new account is made of.
///
/// @param email trimmed and in lower case
/// @param role `user` or `admin`
public record NewUser(String email, String passwordHash, String displayName, String role) {
    @Override
    public String toString() {
        return "NewUser";
    }
}

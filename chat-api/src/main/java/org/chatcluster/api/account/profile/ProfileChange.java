package org.chatcluster.api.account.profile;

import org.jspecify.annotations.Nullable;

/// What becomes of an account, as it is stored; null leaves a value as it is.
///
/// @param email in lower case
/// @param role `user` or `admin`
public record ProfileChange(
        @Nullable String displayName,
        @Nullable String tag,
        @Nullable String email,
        @Nullable String role) {
    @Override
    public String toString() {
        return "ProfileChange";
    }
}

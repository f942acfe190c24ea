package org.chatcluster.gateway.token;

import org.chatcluster.common.token.AccessClaims;

/// A verified access token and what it says of its bearer. Its text form leaves the token out.
///
/// @param token the token itself, for calls in the bearer's name
/// @param claims what it says
public record Bearer(String token, AccessClaims claims) {
    @Override
    public String toString() {
        return "Bearer[user_id=" + claims.userId() + "]";
    }
}

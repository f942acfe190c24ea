package org.chatcluster.api.family;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// A fresh access token and the refresh token that belongs to it.
///
/// @param tokenType always `bearer`
/// @param expiresIn seconds that the access token lives
@Serdeable(naming = SnakeCaseStrategy.class)
public record TokenPair(String accessToken, String refreshToken, String tokenType, long expiresIn) {
    /// The one type of token.
    static final String BEARER = "bearer";

    @Override
    public String toString() {
        return "TokenPair";
    }
}

package org.chatcluster.api.login;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.chatcluster.api.account.OwnAccount;
import org.chatcluster.api.family.TokenPair;

/// The answer to a registration and a login.
///
/// @param tokenType always `bearer`
/// @param expiresIn seconds that the access token lives
@Serdeable(naming = SnakeCaseStrategy.class)
public record LoggedIn(
        String accessToken,
        String refreshToken,
        String tokenType,
        long expiresIn,
        OwnAccount user) {
    static LoggedIn of(TokenPair pair, OwnAccount user) {
        return new LoggedIn(
                pair.accessToken(), pair.refreshToken(), pair.tokenType(), pair.expiresIn(), user);
    }

    @Override
    public String toString() {
        return "LoggedIn";
    }
}

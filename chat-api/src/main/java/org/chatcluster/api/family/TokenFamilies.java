package org.chatcluster.api.family;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.chatcluster.api.account.AccountBlocked;
import org.chatcluster.api.clock.Secrets;
import org.chatcluster.api.token.AccessToken;
import org.chatcluster.api.token.AccessTokens;
import org.chatcluster.api.token.Bearer;
import org.chatcluster.api.token.TokenConfig;
import org.chatcluster.common.token.Sealed;

/// Starts, prolongs and revokes token families. Every method joins the transaction of its caller or
/// runs in one of its own; all block.
///
/// Invariants: of all calls that present one refresh token, one gets a new pair, ever; and none
/// gets one once the family's revocation has committed. The lock on the family's row decides
/// between parallel calls.
@Singleton
public final class TokenFamilies {
    /// Families of one user that are open at once; a login beyond that ends the oldest.
    static final int MAX_OPEN = 100;

    private final TokenFamilyRepository repository;
    private final Revocation revocation;
    private final AccessTokens accessTokens;
    private final Secrets secrets;
    private final TokenConfig config;

    TokenFamilies(
            TokenFamilyRepository repository,
            Revocation revocation,
            AccessTokens accessTokens,
            Secrets secrets,
            TokenConfig config) {
        this.repository = repository;
        this.revocation = revocation;
        this.accessTokens = accessTokens;
        this.secrets = secrets;
        this.config = config;
    }

    /// Starts a family for somebody who has just shown their password.
    public TokenPair start(Bearer bearer) {
        UUID family = secrets.uuid();
        repository.addFamily(family, bearer.userId());
        revocation.revokeOldest(bearer.userId(), MAX_OPEN);
        return next(bearer, family);
    }

    /// Exchanges a refresh token for a new pair.
    ///
    /// @throws RefreshTokenInvalid if it is unknown or expired, or its family is revoked
    /// @throws AccountBlocked if its user is blocked
    /// @throws RefreshTokenReused if it was exchanged before; the caller must see to it that the
    ///   family is revoked, in a transaction that commits
    TokenPair refresh(String refreshToken) {
        String digest = Sealed.digest(refreshToken);
        if (repository.lockFamilyOf(digest).isEmpty()) {
            throw new RefreshTokenInvalid();
        }
        boolean first = repository.use(digest) == 1;
        RefreshTokenRow token = repository.find(digest).orElseThrow(RefreshTokenInvalid::new);
        if (token.blocked()) {
            throw new AccountBlocked();
        }
        if (first) {
            return next(token.bearer(), token.familyId());
        }
        throw token.used()
                ? new RefreshTokenReused(token.userId(), token.familyId())
                : new RefreshTokenInvalid();
    }

    private TokenPair next(Bearer bearer, UUID family) {
        String refreshToken = secrets.secret();
        repository.addToken(Sealed.digest(refreshToken), family, config.refreshLife().toSeconds());
        AccessToken access = accessTokens.issue(bearer, family);
        return new TokenPair(access.text(), refreshToken, TokenPair.BEARER, access.expiresIn());
    }
}

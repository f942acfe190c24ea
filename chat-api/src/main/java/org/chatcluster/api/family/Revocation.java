package org.chatcluster.api.family;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.outbox.Outbox;
import org.chatcluster.api.token.RevokedTokens;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.common.token.Sealed;

/// Ends token families and tells the gateways to close their sockets, in one transaction: the
/// caller's, if one runs. This node refuses the access tokens of an ended family from the commit
/// on, the others within about a second.
@Singleton
public final class Revocation {
    private final TokenFamilyRepository repository;
    private final Outbox outbox;
    private final Transactions transactions;
    private final RevokedTokens revokedTokens;
    private final JsonMapper json;

    Revocation(
            TokenFamilyRepository repository,
            Outbox outbox,
            Transactions transactions,
            RevokedTokens revokedTokens,
            JsonMapper json) {
        this.repository = repository;
        this.outbox = outbox;
        this.transactions = transactions;
        this.revokedTokens = revokedTokens;
        this.json = json;
    }

    /// Revokes one family of that user; nothing happens if it is revoked already or not theirs.
    void revoke(long userId, UUID family) {
        transactions.write(() -> revokeAndTell(userId, List.of(family)));
    }

    /// Revokes every family of that user.
    public void revokeAll(long userId) {
        transactions.write(() -> revokeAndTell(userId, repository.lockOpenFamilies(userId)));
    }

    /// Revokes every family of that user but one.
    public void revokeOthers(long userId, UUID kept) {
        transactions.write(() ->
                revokeAndTell(
                        userId,
                        repository.lockOpenFamilies(userId).stream()
                                .filter(family -> !family.equals(kept))
                                .toList()));
    }

    /// Revokes the oldest families of that user, so that so many stay.
    void revokeOldest(long userId, int kept) {
        transactions.write(() -> revokeAndTell(userId, repository.findOldestOpen(userId, kept)));
    }

    /// Revokes the family that the user's refresh token belongs to.
    ///
    /// @throws RefreshTokenInvalid if the token is unknown, expired or somebody else's
    void revokeFamilyOf(long userId, String refreshToken) {
        UUID family =
                repository
                        .find(Sealed.digest(refreshToken))
                        .filter(token -> token.userId() == userId)
                        .map(RefreshTokenRow::familyId)
                        .orElseThrow(RefreshTokenInvalid::new);
        revoke(userId, family);
    }

    private int revokeAndTell(long userId, List<UUID> families) {
        List<String> revoked =
                families.isEmpty()
                        ? List.of()
                        : repository.revoke(
                                families.stream().map(UUID::toString).toArray(String[]::new),
                                userId);
        if (!revoked.isEmpty()) {
            outbox.toUsers(
                    EventType.SESSIONS_REVOKED,
                    0,
                    List.of(userId),
                    write(new RevokedFamilies(revoked)));
            transactions.afterCommit(() -> revokedTokens.add(revoked));
        }
        return revoked.size();
    }

    private String write(RevokedFamilies revoked) {
        try {
            return new String(json.writeValueAsBytes(revoked), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

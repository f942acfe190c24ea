package org.chatcluster.api.family;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.chatcluster.api.outbox.Outbox;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.common.token.Sealed;

/// Ends token families and tells the gateways to close their sockets, in one transaction.
@Singleton
final class Revocation {
    private final TokenFamilyRepository repository;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final JsonMapper json;

    Revocation(
            TokenFamilyRepository repository,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            JsonMapper json) {
        this.repository = repository;
        this.outbox = outbox;
        this.transactions = transactions;
        this.json = json;
    }

    /// Revokes one family of that user; nothing happens if it is revoked already or not theirs.
    void revoke(long userId, UUID family) {
        transactions.executeWrite(_ -> revokeAndTell(userId, List.of(family)));
    }

    /// Revokes every family of that user.
    void revokeAll(long userId) {
        transactions.executeWrite(_ -> revokeAndTell(userId, repository.lockOpenFamilies(userId)));
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
                families.stream()
                        .filter(family -> repository.revoke(family, userId) == 1)
                        .map(UUID::toString)
                        .toList();
        if (!revoked.isEmpty()) {
            outbox.toUsers(
                    EventType.SESSIONS_REVOKED,
                    0,
                    List.of(userId),
                    write(new RevokedFamilies(revoked)));
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

package org.chatcluster.api.idempotency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// Reads and writes `idempotency_keys`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdempotencyRepository extends GenericRepository<RememberedCall, String> {
    /// Takes a key for the running transaction. Waits while another transaction has it. A key older
    /// than 24 hours counts as absent.
    ///
    /// @param markDigest under which a message with that key is remembered
    /// @return 1 if it was free, 0 if a call is remembered under it
    @Query(
            value =
                    """
                    INSERT INTO idempotency_keys AS k (user_id, key_digest, fingerprint)
                    SELECT :userId, :keyDigest, :fingerprint
                     WHERE NOT EXISTS (SELECT FROM idempotency_keys m
                                        WHERE m.user_id = :userId AND m.key_digest = :markDigest
                                          AND m.created_at > now() - interval '24 hours')
                        ON CONFLICT (user_id, key_digest) DO UPDATE
                       SET fingerprint = excluded.fingerprint, status = NULL, answer = NULL,
                           chat_id = NULL, seq = NULL, created_at = now()
                     WHERE k.created_at <= now() - interval '24 hours'
                    """,
            nativeQuery = true)
    int claim(long userId, String keyDigest, String markDigest, String fingerprint);

    @Query(
            value =
                    """
                    SELECT key_digest, user_id, fingerprint, status, answer
                      FROM idempotency_keys
                     WHERE user_id = :userId AND key_digest = :keyDigest
                       AND created_at > now() - interval '24 hours'
                    """,
            nativeQuery = true)
    Optional<RememberedCall> find(long userId, String keyDigest);

    @Query(
            value =
                    """
                    UPDATE idempotency_keys SET status = :status, answer = :answer
                     WHERE user_id = :userId AND key_digest = :keyDigest
                    """,
            nativeQuery = true)
    void remember(long userId, String keyDigest, int status, String answer);

    /// Forgets expired keys, so many at most.
    ///
    /// @return how many there were
    @Query(
            value =
                    """
                    DELETE FROM idempotency_keys
                     WHERE ctid = ANY (ARRAY (SELECT ctid FROM idempotency_keys
                                               WHERE created_at <= now() - interval '24 hours'
                                               LIMIT :limit))
                    """,
            nativeQuery = true)
    int forgetExpired(int limit);
}

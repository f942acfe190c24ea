package org.chatcluster.api.family;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads and writes `token_families` and `refresh_tokens`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TokenFamilyRepository extends GenericRepository<RefreshTokenRow, UUID> {
    @Query(
            value = "INSERT INTO token_families (id, user_id) VALUES (:id, :userId)",
            nativeQuery = true)
    void addFamily(UUID id, long userId);

    @Query(
            value =
                    """
                    INSERT INTO refresh_tokens (digest, family_id, expires_at)
                    VALUES (:digest, :familyId, now() + make_interval(secs => :lifeSeconds))
                    """,
            nativeQuery = true)
    void addToken(String digest, UUID familyId, double lifeSeconds);

    /// Locks the family that a token belongs to until the transaction ends, so that nobody revokes
    /// it meanwhile; empty if there is no such token.
    @Query(
            value =
                    """
                    SELECT id FROM token_families
                     WHERE id = (SELECT family_id FROM refresh_tokens WHERE digest = :digest)
                       FOR UPDATE
                    """,
            nativeQuery = true)
    List<UUID> lockFamilyOf(String digest);

    /// Uses a token up. Of parallel calls one gets 1; the others wait for its commit and get 0.
    ///
    /// @return 0 if the token is unknown, used, expired, or its family revoked
    @Query(
            value =
                    """
                    UPDATE refresh_tokens t SET used_at = now()
                      FROM token_families f
                     WHERE t.digest = :digest AND t.used_at IS NULL AND t.expires_at > now()
                       AND f.id = t.family_id AND f.revoked_at IS NULL
                    """,
            nativeQuery = true)
    int use(String digest);

    /// Finds a token that has not expired, used or not, revoked or not.
    @Query(
            value =
                    """
                    SELECT f.id AS family_id, u.id AS user_id, u.uuid, u.role,
                           t.used_at IS NOT NULL AS used, u.blocked_at IS NOT NULL AS blocked
                      FROM refresh_tokens t
                      JOIN token_families f ON f.id = t.family_id
                      JOIN users u ON u.id = f.user_id
                     WHERE t.digest = :digest AND t.expires_at > now()
                    """,
            nativeQuery = true)
    Optional<RefreshTokenRow> find(String digest);

    @Query(
            value =
                    """
                    SELECT id FROM token_families
                     WHERE user_id = :userId AND revoked_at IS NULL
                     ORDER BY id FOR UPDATE
                    """,
            nativeQuery = true)
    List<UUID> lockOpenFamilies(long userId);

    /// The open families of that user but the newest ones, as many as are kept.
    @Query(
            value =
                    """
                    SELECT id FROM token_families
                     WHERE user_id = :userId AND revoked_at IS NULL
                     ORDER BY created_at DESC, id OFFSET :kept
                    """,
            nativeQuery = true)
    List<UUID> findOldestOpen(long userId, int kept);

    /// Revokes those of these families that are open and that user's. Locks them by id, as
    /// [#lockOpenFamilies] does.
    ///
    /// @return the ids of those that were revoked now
    @Query(
            value =
                    """
                    WITH open AS (
                        SELECT id FROM token_families
                         WHERE id = ANY (CAST(:ids AS uuid[])) AND user_id = :userId
                           AND revoked_at IS NULL
                         ORDER BY id FOR UPDATE
                    ), revoked AS (
                        UPDATE token_families f SET revoked_at = clock_timestamp()
                          FROM open WHERE f.id = open.id
                        RETURNING f.id
                    )
                    SELECT id::text FROM revoked ORDER BY id
                    """,
            nativeQuery = true)
    List<String> revoke(@TypeDef(type = DataType.STRING_ARRAY) String[] ids, long userId);

    /// Returns the families revoked after that time less a minute, for what was committed late, but
    /// not those revoked longer ago than an access token lives; and the time to ask with next. All
    /// times are the database's, in microseconds since 1970.
    ///
    /// @return one row at least, whose family is null if there is none
    @Query(
            value =
                    """
                    SELECT f.id::text AS family, (extract(epoch FROM now()) * 1000000)::bigint AS id
                      FROM (VALUES (1)) AS one
                      LEFT JOIN token_families f
                        ON f.revoked_at > greatest(now() - make_interval(secs => :lifeSeconds),
                               least(now(), to_timestamp(:afterMicros / 1000000.0)) - interval '60 seconds')
                    """,
            nativeQuery = true)
    List<Revoked> findRevoked(double lifeSeconds, long afterMicros);

    /// Forgets expired tokens, so many at most.
    ///
    /// @return how many there were
    @Query(
            value =
                    """
                    DELETE FROM refresh_tokens
                     WHERE digest = ANY (ARRAY (SELECT digest FROM refresh_tokens
                                                 WHERE expires_at <= now() LIMIT :limit))
                    """,
            nativeQuery = true)
    int forgetExpired(int limit);

    /// Forgets families that have no token left, so many at most.
    ///
    /// @return how many there were
    @Query(
            value =
                    """
                    DELETE FROM token_families
                     WHERE id = ANY (ARRAY (SELECT f.id FROM token_families f
                                             WHERE f.created_at <= now() - interval '1 day'
                                               AND NOT EXISTS (SELECT FROM refresh_tokens t
                                                                WHERE t.family_id = f.id)
                                             LIMIT :limit))
                    """,
            nativeQuery = true)
    int forgetEmpty(int limit);

    /// @param id the database's time in microseconds since 1970
    @MappedEntity
    record Revoked(@Id long id, @Nullable String family) {}
}

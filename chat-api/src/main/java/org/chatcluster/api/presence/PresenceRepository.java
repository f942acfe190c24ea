package org.chatcluster.api.presence;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads and writes `user_presence`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PresenceRepository extends GenericRepository<PresenceRepository.Kept, Long> {
    @Query(
            value =
                    """
                    SELECT user_id, last_seen_at, hidden FROM user_presence
                     WHERE user_id = ANY (:userIds)
                    """,
            nativeQuery = true)
    List<Kept> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] userIds);

    @Query(value = "SELECT hidden FROM user_presence WHERE user_id = :userId", nativeQuery = true)
    Optional<Boolean> findHidden(long userId);

    /// Notes that users were seen that long ago. Never goes back; of who hides nothing is noted, so
    /// that showing oneself again does not tell of the time before. In the order of the ids, so
    /// that two batches never wait for each other in a circle.
    @Query(
            value =
                    """
                    INSERT INTO user_presence AS p (user_id, last_seen_at)
                    SELECT u.id, now() - s.age_ms * interval '1 millisecond'
                      FROM unnest(:userIds, :agesMs) AS s (user_id, age_ms)
                      JOIN users u ON u.id = s.user_id
                     ORDER BY u.id
                        ON CONFLICT (user_id) DO UPDATE
                       SET last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)
                     WHERE NOT p.hidden
                    """,
            nativeQuery = true)
    int noteSeen(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] userIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] agesMs);

    @Query(
            value =
                    """
                    INSERT INTO user_presence (user_id, hidden)
                    SELECT id, :hidden FROM users WHERE id = :userId
                        ON CONFLICT (user_id) DO UPDATE SET hidden = excluded.hidden
                    """,
            nativeQuery = true)
    int hide(long userId, boolean hidden);

    /// What is kept of one user.
    @MappedEntity
    record Kept(@Id long userId, @Nullable Instant lastSeenAt, boolean hidden) {}
}

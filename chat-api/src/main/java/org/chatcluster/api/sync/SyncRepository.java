package org.chatcluster.api.sync;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads where a user's chats stand.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SyncRepository extends GenericRepository<SyncRepository.Position, Long> {
    /// Those of the chats that the user is a member of, in no particular order.
    @Query(
            value =
                    """
                    SELECT c.id, c.seq, m.last_read_seq, c.meta_seq,
                           m.hidden_seq IS NOT NULL
                               AND NOT EXISTS (SELECT FROM messages x
                                                WHERE x.chat_id = c.id AND x.seq > m.hidden_seq) AS hidden
                      FROM unnest(:chatIds) AS n (id)
                      JOIN chat_members m ON m.chat_id = n.id AND m.user_id = :userId
                      JOIN chats c ON c.id = n.id
                    """,
            nativeQuery = true)
    List<Position> findPositions(long userId, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds);

    /// The user's chats above an id that are not among these, by id, without hidden ones.
    @Query(
            value =
                    """
                    SELECT m.chat_id FROM chat_members m
                     WHERE m.user_id = :userId AND m.chat_id > :after AND m.chat_id <> ALL (:chatIds)
                       AND (m.hidden_seq IS NULL
                            OR EXISTS (SELECT FROM messages x
                                        WHERE x.chat_id = m.chat_id AND x.seq > m.hidden_seq))
                     ORDER BY m.chat_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<Long> findOthers(
            long userId,
            long after,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            int limit);

    /// The user's last removals from those chats, but for those of long ago.
    @Query(
            value =
                    """
                    SELECT chat_id, seq FROM departures
                     WHERE user_id = :userId AND chat_id = ANY (:chatIds)
                    """,
            nativeQuery = true)
    List<Departure> findDepartures(
            long userId, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds);

    /// A removal, and the seq that it took.
    @MappedEntity
    record Departure(@Id long chatId, long seq) {}

    /// A chat's last seq, and how far the user has read.
    ///
    /// @param metaSeq the seq of the last change of its title, avatar or members
    /// @param hidden whether the user has hidden it and no message came since
    @MappedEntity
    record Position(@Id long id, long seq, long lastReadSeq, long metaSeq, boolean hidden) {}
}

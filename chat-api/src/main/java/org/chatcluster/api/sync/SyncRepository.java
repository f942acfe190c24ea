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
                    SELECT c.id, c.seq, m.last_read_seq
                      FROM unnest(:chatIds) AS n (id)
                      JOIN chat_members m ON m.chat_id = n.id AND m.user_id = :userId
                      JOIN chats c ON c.id = n.id
                    """,
            nativeQuery = true)
    List<Position> findPositions(long userId, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds);

    /// The user's chats above an id that are not among these, by id.
    @Query(
            value =
                    """
                    SELECT chat_id FROM chat_members
                     WHERE user_id = :userId AND chat_id > :after AND chat_id <> ALL (:chatIds)
                     ORDER BY chat_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<Long> findOthers(
            long userId,
            long after,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            int limit);

    /// A chat's last seq, and how far the user has read.
    @MappedEntity
    record Position(@Id long id, long seq, long lastReadSeq) {}
}

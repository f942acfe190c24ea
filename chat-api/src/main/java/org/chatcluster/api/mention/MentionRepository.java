package org.chatcluster.api.mention;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads and writes `mentions`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MentionRepository extends GenericRepository<MentionRepository.Count, Long> {
    /// The members of a chat who have one of these tags, by id.
    ///
    /// @param tags in lower case, with blanks between them
    @Query(
            value =
                    """
                    SELECT u.id FROM users u
                      JOIN chat_members m ON m.chat_id = :chatId AND m.user_id = u.id
                     WHERE u.tag = ANY (string_to_array(:tags, ' '))
                     ORDER BY u.id
                    """,
            nativeQuery = true)
    List<Long> findMembers(long chatId, String tags);

    /// Forgets whom the message at that place mentioned before, and notes whom it mentions now.
    @Query(
            value =
                    """
                    WITH gone AS (
                        DELETE FROM mentions
                         WHERE chat_id = :chatId AND seq = :seq
                           AND user_id = ANY (:before) AND user_id <> ALL (:now)
                    )
                    INSERT INTO mentions (chat_id, user_id, seq)
                    SELECT :chatId, user_id, :seq FROM unnest(:now) AS m (user_id)
                        ON CONFLICT DO NOTHING
                    """,
            nativeQuery = true)
    int replace(
            long chatId,
            long seq,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] before,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] now);

    /// Counts, for each of the reader's chats, where the reader is mentioned above their read mark,
    /// each up to the cap.
    @Query(
            value =
                    """
                    SELECT m.chat_id, n.unread
                      FROM chat_members m
                     CROSS JOIN LATERAL (
                           SELECT count(*)::int AS unread
                             FROM (SELECT FROM mentions x
                                    WHERE x.chat_id = m.chat_id AND x.user_id = m.user_id
                                      AND x.seq > m.last_read_seq
                                    LIMIT :cap) capped) n
                     WHERE m.user_id = :userId AND m.chat_id = ANY (:chatIds) AND n.unread > 0
                    """,
            nativeQuery = true)
    List<Count> countUnread(
            long userId, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds, int cap);

    /// Where one member is mentioned in one chat and has not read it.
    @MappedEntity
    record Count(@Id long chatId, int unread) {}
}

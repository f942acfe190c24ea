package org.chatcluster.api.edit;

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

/// Writes edits and reads `message_edits`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EditRepository extends GenericRepository<Version, Long> {
    /// Puts what a message says aside and lets it say something else.
    ///
    /// @param mentions whom it mentions now; stored as null if nobody
    @Query(
            value =
                    """
                    WITH kept AS (
                        INSERT INTO message_edits (chat_id, seq, change_seq, content, ts)
                        SELECT chat_id, seq, :changeSeq, content, coalesce(edited_at, ts)
                          FROM messages WHERE chat_id = :chatId AND seq = :seq
                    )
                    UPDATE messages
                       SET content = :content, mentions = nullif(:mentions, '{}'::bigint[]),
                           edited_at = :changedAt, changed_at = :changedAt, change_seq = :changeSeq
                     WHERE chat_id = :chatId AND seq = :seq
                    """,
            nativeQuery = true)
    int edit(
            long chatId,
            long seq,
            String content,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] mentions,
            long changeSeq,
            Instant changedAt);

    /// A message and what the reader is in its chat; empty if the reader is not a member.
    @Query(
            value =
                    """
                    SELECT m.id, m.chat_id, m.seq,
                           m.author_id = x.user_id
                           OR (c.type = 'group'
                               AND (x.role = 'admin' OR c.created_by IS NOT DISTINCT FROM x.user_id))
                               AS reader_may
                      FROM messages m
                      JOIN chats c ON c.id = m.chat_id
                      JOIN chat_members x ON x.chat_id = m.chat_id AND x.user_id = :reader
                     WHERE m.id = :messageId
                    """,
            nativeQuery = true)
    Optional<Place> findPlace(long reader, long messageId);

    /// What a message said, by the edits above a seq that replaced it.
    @Query(
            value =
                    """
                    SELECT change_seq, content, ts FROM message_edits
                     WHERE chat_id = :chatId AND seq = :seq AND change_seq > :after
                     ORDER BY change_seq LIMIT :limit
                    """,
            nativeQuery = true)
    List<Version> findVersions(long chatId, long seq, long after, int limit);

    /// @param readerMay whether the reader may see what it said before
    @MappedEntity
    record Place(@Id long id, long chatId, long seq, boolean readerMay) {}
}

package org.chatcluster.api.message;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads `messages`, always by an index range.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MessageRepository extends GenericRepository<MessageRow, Long> {
    String COLUMNS =
            """
            SELECT m.id, m.chat_id, m.seq, m.change_seq, m.author_id, u.uuid AS author_uuid, m.type,
                   m.content, m.payload::text AS payload, m.ts, m.edited_at, m.deleted_at, m.reply_to_id,
                   m.forwarded_from::text AS forwarded_from, m.client_id, m.mentions,
                   m.reactions::text AS reactions, m.pinned_at
            """;

    /// What changed in chats after a seq each. A message sent since then is found by the primary
    /// key, one changed since then by the partial index `messages_changed`; a message is the one or
    /// the other, so it comes once, as it is now. Each chat gives at most `limit` of either.
    String CHANGES =
            COLUMNS
                    + """
                      FROM unnest(:chatIds, :sinces) WITH ORDINALITY AS c (id, since, ord)
                     CROSS JOIN LATERAL (
                           (SELECT * FROM messages x
                             WHERE x.chat_id = c.id AND x.seq > c.since AND x.change_seq = x.seq
                             ORDER BY x.seq LIMIT :limit)
                           UNION ALL
                           (SELECT * FROM messages x
                             WHERE x.chat_id = c.id AND x.change_seq > c.since AND x.change_seq > x.seq
                             ORDER BY x.change_seq LIMIT :limit)) m
                      JOIN users u ON u.id = m.author_id
                     ORDER BY c.ord, m.change_seq LIMIT :limit
                    """;

    /// The changes after these seqs, chat by chat in the order of the arrays, which belong together
    /// element by element; within a chat by `change_seq`.
    @Query(value = CHANGES, nativeQuery = true)
    List<MessageRow> findChanges(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] sinces,
            int limit);

    /// The messages with `seq` below `before`, newest first.
    @Query(
            value =
                    COLUMNS
                            + """
                              FROM messages m JOIN users u ON u.id = m.author_id
                             WHERE m.chat_id = :chatId AND m.seq < :before
                             ORDER BY m.seq DESC LIMIT :limit
                            """,
            nativeQuery = true)
    List<MessageRow> findBefore(long chatId, long before, int limit);

    /// The messages with `seq` above `after`, oldest first.
    @Query(
            value =
                    COLUMNS
                            + """
                              FROM messages m JOIN users u ON u.id = m.author_id
                             WHERE m.chat_id = :chatId AND m.seq > :after
                             ORDER BY m.seq LIMIT :limit
                            """,
            nativeQuery = true)
    List<MessageRow> findAfter(long chatId, long after, int limit);

    /// The messages at these places; the two arrays belong together element by element.
    @Query(
            value =
                    COLUMNS
                            + """
                              FROM unnest(:chatIds, :seqs) AS place (chat_id, seq)
                              JOIN messages m USING (chat_id, seq)
                              JOIN users u ON u.id = m.author_id
                            """,
            nativeQuery = true)
    List<MessageRow> findAt(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] seqs);

    /// The messages whose last changes have these seqs; the two arrays belong together element by
    /// element.
    @Query(
            value =
                    COLUMNS
                            + """
                              FROM unnest(:chatIds, :changeSeqs) AS change (chat_id, change_seq)
                              JOIN messages m USING (chat_id, change_seq)
                              JOIN users u ON u.id = m.author_id
                             WHERE m.change_seq > m.seq
                            """,
            nativeQuery = true)
    List<MessageRow> findChanged(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] changeSeqs);

    /// The newest message of each of these chats that has one.
    @Query(
            value =
                    COLUMNS
                            + """
                              FROM unnest(:chatIds) AS c (id)
                             CROSS JOIN LATERAL (SELECT * FROM messages x
                                                  WHERE x.chat_id = c.id ORDER BY x.seq DESC LIMIT 1) m
                              JOIN users u ON u.id = m.author_id
                            """,
            nativeQuery = true)
    List<MessageRow> findNewest(@TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds);

    @Query("SELECT EXISTS (SELECT FROM chat_members WHERE chat_id = :chatId AND user_id = :userId)")
    boolean isMember(long chatId, long userId);

    /// The two lowest read marks of each of these chats, or any two that are below the given seq,
    /// if there are: then no more of them are read. Two, because a message's author does not count
    /// among its readers. The two arrays belong together element by element.
    @Query(
            value =
                    """
                    SELECT l.user_id, c.id AS chat_id, l.last_read_seq
                      FROM unnest(:chatIds, :seqs) AS c (id, seq)
                     CROSS JOIN LATERAL (
                           (SELECT b.user_id, b.last_read_seq
                              FROM (SELECT a.user_id, a.last_read_seq, count(*) OVER () AS n
                                      FROM (SELECT m.user_id, m.last_read_seq FROM chat_members m
                                             WHERE m.chat_id = c.id AND m.last_read_seq < c.seq
                                             LIMIT 2) a) b
                             WHERE b.n = 2)
                           UNION ALL
                           (SELECT m.user_id, m.last_read_seq FROM chat_members m
                             WHERE m.chat_id = c.id ORDER BY m.last_read_seq LIMIT 2)
                           LIMIT 2) l
                     ORDER BY c.id, l.last_read_seq
                    """,
            nativeQuery = true)
    List<ReadMark> findLowestReadMarks(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] seqs);

    /// How far one member has read.
    @MappedEntity
    record ReadMark(@Id long userId, long chatId, long lastReadSeq) {}
}

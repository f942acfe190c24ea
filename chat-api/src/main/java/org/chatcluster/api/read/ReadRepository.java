package org.chatcluster.api.read;

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

/// Reads and moves read marks.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReadRepository extends GenericRepository<ReadRepository.Mark, Long> {
    /// Moves a member's mark forward to `seq`, or to the chat's last one if that is lower, and puts
    /// the event into the outbox: for all members, or, in a chat of more than `few`, for the reader
    /// alone. Empty if the mark stands there or further already, or there is no such member: then
    /// nothing was written.
    @Query(
            value =
                    """
                    WITH size AS MATERIALIZED (
                        SELECT count(*) > :few AS many
                          FROM (SELECT FROM chat_members x WHERE x.chat_id = :chatId LIMIT :few + 1) capped
                    ), moved AS (
                        UPDATE chat_members m
                           SET last_read_seq = least(:seq, c.seq), last_read_at = clock_timestamp()
                          FROM chats c
                         WHERE c.id = :chatId AND m.chat_id = c.id AND m.user_id = :userId
                           AND m.last_read_seq < least(:seq, c.seq)
                        RETURNING m.chat_id, m.user_id, m.last_read_seq, c.members_version, c.seq
                    ), queued AS (
                        INSERT INTO outbox (event, chat_id, seq, members_version, recipients, data)
                        SELECT 4, chat_id, seq, members_version,
                               CASE WHEN many THEN ARRAY[user_id] END,
                               format('{"chat_id":%s,"user_id":%s,"last_read_seq":%s}',
                                      chat_id, user_id, last_read_seq)
                          FROM moved, size
                        RETURNING id, data
                    )
                    SELECT q.id, m.last_read_seq, m.members_version, m.seq, s.many, q.data
                      FROM moved m, queued q, size s
                    """,
            nativeQuery = true)
    List<Move> advance(long chatId, long userId, long seq, long few);

    /// The chat as it is now, or empty if it is gone.
    @Query(
            value =
                    """
                    SELECT c.id, c.members_version, c.seq,
                           (SELECT count(*) FROM chat_members m WHERE m.chat_id = c.id) AS members
                      FROM chats c WHERE c.id = :chatId
                    """,
            nativeQuery = true)
    Optional<Crowd> findCrowd(long chatId);

    @Query("SELECT last_read_seq FROM chat_members WHERE chat_id = :chatId AND user_id = :userId")
    Optional<Long> findMark(long chatId, long userId);

    @Query("SELECT seq FROM messages WHERE id = :messageId AND chat_id = :chatId")
    Optional<Long> findSeq(long chatId, long messageId);

    /// Counts, for each of the reader's chats, the messages by others above the reader's mark, each
    /// up to the cap. The server's own, which tell of members and titles, don't count.
    @Query(
            value =
                    """
                    SELECT m.chat_id, n.unread
                      FROM chat_members m
                     CROSS JOIN LATERAL (
                           SELECT count(*)::int AS unread
                             FROM (SELECT FROM messages x
                                    WHERE x.chat_id = m.chat_id AND x.seq > m.last_read_seq
                                      AND x.author_id <> m.user_id AND x.type <> 'system' AND x.deleted_at IS NULL
                                    LIMIT :cap) capped) n
                     WHERE m.user_id = :userId AND m.chat_id = ANY (:chatIds)
                    """,
            nativeQuery = true)
    List<Mark> countUnread(
            long userId, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds, int cap);

    /// A mark that was moved, and its event.
    ///
    /// @param id the row in `outbox`
    /// @param seq the chat's own at that moment: who had joined by then is told
    /// @param many whether the chat has so many members that they are told together
    /// @param data the event's data as JSON
    @MappedEntity
    record Move(
            @Id long id,
            long lastReadSeq,
            long membersVersion,
            long seq,
            boolean many,
            String data) {}

    /// A chat, the version of its member list, and how many members are on it.
    @MappedEntity
    record Crowd(@Id long id, long membersVersion, long seq, long members) {}

    /// What one member has not read of one chat.
    @MappedEntity
    record Mark(@Id long chatId, int unread) {}
}

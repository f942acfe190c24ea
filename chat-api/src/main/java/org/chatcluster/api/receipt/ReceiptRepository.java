package org.chatcluster.api.receipt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads who has read what, and keeps `read_floors`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceiptRepository extends GenericRepository<ReceiptRepository.Receipt, Long> {
    /// Finds what everybody has read that nobody was told of yet, moves the floor, and puts an
    /// event for each such message into the outbox.
    ///
    /// `low` and `next` are the two lowest marks, or any two that have not passed the floor, if
    /// there are: then there is no news, and no more marks are read. Everybody's messages up to
    /// `low` are read by all, and up to `next` those of the member whose mark is the lowest. Of a
    /// jump over more than `most` seqs only that many are looked at, the newest. Who wrote one and
    /// is not a member any more is not told.
    String TELL =
            """
            WITH floor AS MATERIALIZED (
                SELECT floor_seq, ahead_user, ahead_seq FROM read_floors WHERE chat_id = :chatId
            ), lowest AS MATERIALIZED (
                (SELECT b.user_id, b.last_read_seq
                   FROM (SELECT a.user_id, a.last_read_seq, count(*) OVER () AS n
                           FROM (SELECT m.user_id, m.last_read_seq FROM chat_members m
                                  WHERE m.chat_id = :chatId
                                    AND m.last_read_seq <= (SELECT floor_seq FROM floor)
                                  LIMIT 2) a) b
                  WHERE b.n = 2)
                UNION ALL
                (SELECT m.user_id, m.last_read_seq FROM chat_members m
                  WHERE m.chat_id = :chatId ORDER BY m.last_read_seq, m.user_id LIMIT 2)
                LIMIT 2
            ), stand AS MATERIALIZED (
                SELECT f.floor_seq, f.ahead_user, f.ahead_seq, l.low, l.next, l.low_user,
                       f.ahead_user = l.low_user AS same_user,
                       f.ahead_user = l.low_user OR greatest(f.floor_seq, l.low) >= f.ahead_seq AS may_go_ahead
                  FROM floor f
                 CROSS JOIN (SELECT min(last_read_seq) AS low, max(last_read_seq) AS next,
                                    (array_agg(user_id ORDER BY last_read_seq, user_id))[1] AS low_user
                               FROM lowest HAVING count(*) = 2) l
                 WHERE l.next > f.floor_seq
            ), news AS (
                SELECT m.id, m.seq, m.author_id
                  FROM stand s
                  JOIN messages m ON m.chat_id = :chatId AND m.seq > greatest(s.floor_seq, s.low - :most)
                                 AND m.seq <= s.low
                 WHERE m.type <> 'system' AND m.deleted_at IS NULL
                   AND NOT (m.author_id = s.ahead_user AND m.seq <= s.ahead_seq)
                   AND EXISTS (SELECT FROM chat_members a
                                WHERE a.chat_id = :chatId AND a.user_id = m.author_id)
                UNION ALL
                SELECT m.id, m.seq, m.author_id
                  FROM stand s
                  JOIN messages m ON m.chat_id = :chatId AND m.author_id = s.low_user
                                 AND m.seq > greatest(s.floor_seq, s.low, s.next - :most,
                                                      CASE WHEN s.same_user THEN s.ahead_seq END)
                                 AND m.seq <= s.next
                 WHERE s.may_go_ahead AND m.type <> 'system' AND m.deleted_at IS NULL
            ), told AS (
                UPDATE read_floors f
                   SET floor_seq = greatest(s.floor_seq, s.low),
                       ahead_user = CASE WHEN s.may_go_ahead THEN s.low_user ELSE s.ahead_user END,
                       ahead_seq = CASE WHEN s.same_user THEN greatest(s.ahead_seq, s.next)
                                        WHEN s.may_go_ahead THEN s.next ELSE s.ahead_seq END
                  FROM stand s
                 WHERE f.chat_id = :chatId
            ), queued AS (
                INSERT INTO outbox (event, chat_id, seq, members_version, recipients, data)
                SELECT 5, :chatId, seq, 0, ARRAY[author_id],
                       format('{"chat_id":%s,"message_id":%s,"seq":%s}', :chatId, id, seq)
                  FROM news ORDER BY seq
                RETURNING id, seq, recipients, data
            )
            SELECT q.id, n.id AS message_id, q.seq, n.author_id, q.data
              FROM queued q JOIN news n ON n.seq = q.seq
             ORDER BY q.seq
            """;

    /// Waits until no other transaction looks for news of that chat, and keeps others from it until
    /// this one ends. Empty if the chat has no floor yet.
    @Query("SELECT chat_id FROM read_floors WHERE chat_id = :chatId FOR UPDATE")
    Optional<Long> lock(long chatId);

    /// Makes a chat's floor, unless it is there.
    @Query(
            value = "INSERT INTO read_floors (chat_id) VALUES (:chatId) ON CONFLICT DO NOTHING",
            nativeQuery = true)
    void addFloor(long chatId);

    @Query(value = TELL, nativeQuery = true)
    List<Receipt> tell(long chatId, long most);

    /// Returns the place of a message, if that user is a member of its chat.
    @Query(
            value =
                    """
                    SELECT x.id, x.chat_id, x.seq, x.author_id FROM messages x
                      JOIN chat_members m ON m.chat_id = x.chat_id AND m.user_id = :viewer
                     WHERE x.id = :messageId
                    """,
            nativeQuery = true)
    Optional<Place> findPlace(long messageId, long viewer);

    /// The members other than the author whose mark has passed the message, by id. Who joined after
    /// it has a mark beyond it from the start, which counts once they have moved it.
    @Query(
            value =
                    """
                    SELECT m.user_id, m.last_read_seq, m.last_read_at
                      FROM chat_members m
                     WHERE m.chat_id = :chatId AND m.user_id > :after AND m.user_id <> :author
                       AND m.last_read_seq >= :seq
                       AND (m.joined_seq < :seq OR m.last_read_at IS NOT NULL)
                     ORDER BY m.user_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<ReaderRow> findReaders(long chatId, long seq, long author, long after, int limit);

    /// A message that everybody has read, and its event.
    ///
    /// @param id the row in `outbox`
    /// @param data the event's data as JSON
    @MappedEntity
    record Receipt(@Id long id, long messageId, long seq, long authorId, String data) {}

    /// Where a message is.
    @MappedEntity
    record Place(@Id long id, long chatId, long seq, long authorId) {}

    @MappedEntity
    record ReaderRow(@Id long userId, long lastReadSeq, @Nullable Instant lastReadAt) {}
}

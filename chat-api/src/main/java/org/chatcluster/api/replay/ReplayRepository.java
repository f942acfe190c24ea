package org.chatcluster.api.replay;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads what happened since a time, always by an index range. Times are the database's, in
/// microseconds since 1970.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReplayRepository extends GenericRepository<ReplayRepository.Window, Long> {
    /// Those of the users' chats from an id on in which something happened since that time, by id,
    /// each with its last seq and the one that it had then: of the newest message sent before, by
    /// the primary key, or of the newest change made before, by the partial index, whichever is
    /// higher. `ts` does not go backwards with `seq`, nor `changed_at` with `change_seq`. The last
    /// condition is a scalar query, not EXISTS, which the planner may answer with a hash of the
    /// whole table.
    String WINDOWS =
            """
            SELECT c.id, c.seq, greatest(sent.seq, changed.change_seq, 0) AS since
              FROM (SELECT talk.id, talk.seq
                      FROM (SELECT DISTINCT m.chat_id FROM chat_members m
                             WHERE m.user_id = ANY (:users) AND m.chat_id >= :fromChat) mine
                      JOIN chats talk ON talk.id = mine.chat_id
                     WHERE greatest(talk.last_message_at, talk.meta_at, talk.last_change_at)
                               > to_timestamp(:sinceMicros / 1000000.0)
                        OR (SELECT true FROM chat_members r
                             WHERE r.chat_id = talk.id
                               AND r.last_read_at > to_timestamp(:sinceMicros / 1000000.0) LIMIT 1)
                     ORDER BY talk.id LIMIT :limit) c
              LEFT JOIN LATERAL (
                   SELECT x.seq FROM messages x
                    WHERE x.chat_id = c.id AND x.ts <= to_timestamp(:sinceMicros / 1000000.0)
                    ORDER BY x.seq DESC LIMIT 1) sent ON true
              LEFT JOIN LATERAL (
                   SELECT x.change_seq FROM messages x
                    WHERE x.chat_id = c.id AND x.change_seq > x.seq
                      AND x.changed_at <= to_timestamp(:sinceMicros / 1000000.0)
                    ORDER BY x.change_seq DESC LIMIT 1) changed ON true
             ORDER BY c.id
            """;

    /// The time since which everything must be told whose events may have been published in the
    /// last so many milliseconds: as long ago and a margin more, or that margin before the oldest
    /// row whose event was published late since then, or is still to be published.
    @Query(
            value =
                    """
                    SELECT (extract(epoch FROM least(asked.since,
                               (SELECT min(oldest) FROM late_events WHERE published_at > asked.since),
                               (SELECT created_at FROM outbox WHERE created_at < 'infinity'
                                 ORDER BY id LIMIT 1))) * 1000000)::bigint - :marginMs * 1000
                      FROM (SELECT now() - :ageMs * interval '1 millisecond' AS since) AS asked
                    """,
            nativeQuery = true)
    long timeBefore(long ageMs, long marginMs);

    @Query(value = WINDOWS, nativeQuery = true)
    List<Window> findWindows(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] users,
            long fromChat,
            long sinceMicros,
            int limit);

    /// Who joined what since then, after a pair of user and chat, in the order of both.
    @Query(
            value =
                    """
                    SELECT user_id, chat_id, joined_seq FROM chat_members
                     WHERE user_id = ANY (:users) AND (user_id, chat_id) > (:afterUser, :afterChat)
                       AND joined_at > to_timestamp(:sinceMicros / 1000000.0)
                     ORDER BY user_id, chat_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<Membership> findJoined(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] users,
            long afterUser,
            long afterChat,
            long sinceMicros,
            int limit);

    /// Which of the users were removed from what since then and are not back, after a pair of user
    /// and chat, in the order of both.
    @Query(
            value =
                    """
                    SELECT d.user_id, d.chat_id, d.seq FROM departures d
                     WHERE d.user_id = ANY (:users) AND (d.user_id, d.chat_id) > (:afterUser, :afterChat)
                       AND d.departed_at > to_timestamp(:sinceMicros / 1000000.0)
                       AND NOT EXISTS (SELECT FROM chat_members m
                                        WHERE m.chat_id = d.chat_id AND m.user_id = d.user_id)
                     ORDER BY d.user_id, d.chat_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<Departure> findDepartures(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] users,
            long afterUser,
            long afterChat,
            long sinceMicros,
            int limit);

    /// Which of the users are members of these chats.
    @Query(
            value =
                    """
                    SELECT user_id, chat_id, joined_seq FROM chat_members
                     WHERE chat_id = ANY (:chatIds) AND user_id = ANY (:users)
                    """,
            nativeQuery = true)
    List<Membership> findMembers(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] users);

    /// The read marks in these chats that moved since then, whosever they are: of each chat the
    /// hundred that moved last, for in a big chat as many as it has members may have.
    @Query(
            value =
                    """
                    SELECT m.user_id, c.id AS chat_id, m.last_read_seq
                      FROM unnest(:chatIds) AS c (id)
                     CROSS JOIN LATERAL (
                           SELECT x.user_id, x.last_read_seq FROM chat_members x
                            WHERE x.chat_id = c.id
                              AND x.last_read_at > to_timestamp(:sinceMicros / 1000000.0)
                            ORDER BY x.last_read_at DESC LIMIT 100) m
                     ORDER BY c.id, m.user_id
                    """,
            nativeQuery = true)
    List<ReadMark> findReadMarks(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds, long sinceMicros);

    /// Messages of the users that everybody has read, in those of the chats where a mark moved
    /// since then, or the members changed: those told among the last hundred seqs. When each was
    /// told nobody knows, so some come again.
    @Query(
            value =
                    """
                    SELECT m.id, m.chat_id, m.seq, m.author_id
                      FROM (SELECT f.chat_id, f.floor_seq, f.ahead_user, f.ahead_seq,
                                   greatest(f.floor_seq, f.ahead_seq) AS last_seq
                              FROM read_floors f JOIN chats c ON c.id = f.chat_id
                             WHERE f.chat_id = ANY (:chatIds)
                               AND (c.meta_at > to_timestamp(:sinceMicros / 1000000.0)
                                    OR (SELECT true FROM chat_members r
                                         WHERE r.chat_id = f.chat_id
                                           AND r.last_read_at > to_timestamp(:sinceMicros / 1000000.0) LIMIT 1))
                           ) told
                     CROSS JOIN LATERAL (
                           SELECT x.id, x.chat_id, x.seq, x.author_id FROM messages x
                            WHERE x.chat_id = told.chat_id
                              AND x.seq > told.last_seq - 100 AND x.seq <= told.last_seq
                              AND (x.seq <= told.floor_seq
                                   OR (x.author_id = told.ahead_user AND x.seq <= told.ahead_seq))
                              AND x.author_id = ANY (:users)
                              AND x.type <> 'system' AND x.deleted_at IS NULL) m
                     ORDER BY m.chat_id, m.seq
                    """,
            nativeQuery = true)
    List<ReadByAll> findReadByAll(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] users,
            long sinceMicros);

    /// @param since the chat's seq at the time asked for, or a lower one
    @MappedEntity
    record Window(@Id long id, long seq, long since) {}

    @MappedEntity
    record Membership(@Id long userId, long chatId, long joinedSeq) {}

    /// @param seq at which they were removed
    @MappedEntity
    record Departure(@Id long userId, long chatId, long seq) {}

    @MappedEntity
    record ReadMark(@Id long userId, long chatId, long lastReadSeq) {}

    @MappedEntity
    record ReadByAll(@Id long id, long chatId, long seq, long authorId) {}
}

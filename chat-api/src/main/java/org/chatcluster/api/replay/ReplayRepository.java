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
    /// The users' chats from an id on, by id, each with its last seq and the one that it had at
    /// that time: of the newest message sent before, by the primary key, or of the newest change
    /// made before, by the partial index, whichever is higher. `ts` does not go backwards with
    /// `seq`, nor the time of a change with `change_seq`.
    String WINDOWS =
            """
            SELECT c.id, c.seq, greatest(sent.seq, changed.change_seq, 0) AS since
              FROM (SELECT DISTINCT m.chat_id FROM chat_members m
                     WHERE m.user_id = ANY (:users) AND m.chat_id >= :fromChat
                     ORDER BY m.chat_id LIMIT :limit) mine
              JOIN chats c ON c.id = mine.chat_id
              LEFT JOIN LATERAL (
                   SELECT x.seq FROM messages x
                    WHERE x.chat_id = c.id AND x.ts <= to_timestamp(:sinceMicros / 1000000.0)
                    ORDER BY x.seq DESC LIMIT 1) sent ON true
              LEFT JOIN LATERAL (
                   SELECT x.change_seq FROM messages x
                    WHERE x.chat_id = c.id AND x.change_seq > x.seq
                      AND coalesce(greatest(x.edited_at, x.deleted_at), x.ts)
                          <= to_timestamp(:sinceMicros / 1000000.0)
                    ORDER BY x.change_seq DESC LIMIT 1) changed ON true
             ORDER BY c.id
            """;

    /// The time that was so many milliseconds ago.
    @Query(
            value = "SELECT (extract(epoch FROM now()) * 1000000)::bigint - :ageMs * 1000",
            nativeQuery = true)
    long timeBefore(long ageMs);

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

    /// The read marks in these chats that moved since then, whosever they are.
    @Query(
            value =
                    """
                    SELECT user_id, chat_id, last_read_seq FROM chat_members
                     WHERE chat_id = ANY (:chatIds)
                       AND last_read_at > to_timestamp(:sinceMicros / 1000000.0)
                     ORDER BY chat_id, user_id
                    """,
            nativeQuery = true)
    List<ReadMark> findReadMarks(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds, long sinceMicros);

    /// @param since the chat's seq at the time asked for, or a lower one
    @MappedEntity
    record Window(@Id long id, long seq, long since) {}

    @MappedEntity
    record Membership(@Id long userId, long chatId, long joinedSeq) {}

    @MappedEntity
    record ReadMark(@Id long userId, long chatId, long lastReadSeq) {}
}

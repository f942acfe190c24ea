package org.chatcluster.api.group.member;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.chatcluster.api.group.LockedChat;

/// Adds and removes rows of `chat_members`; the chat is locked.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MemberRepository extends GenericRepository<LockedChat, Long> {
    /// Those of the users who are members.
    @Query(
            value =
                    """
                    SELECT user_id FROM chat_members
                     WHERE chat_id = :chatId AND user_id = ANY (:userIds)
                    """,
            nativeQuery = true)
    List<Long> findMembers(long chatId, @TypeDef(type = DataType.LONG_ARRAY) Long[] userIds);

    @Query("SELECT count(*) FROM chat_members WHERE chat_id = :chatId")
    long count(long chatId);

    /// Adds members who join at a seq: what was sent before counts as read.
    @Query(
            value =
                    """
                    INSERT INTO chat_members (chat_id, user_id, joined_at, joined_seq, last_read_seq)
                    SELECT :chatId, u.id, clock_timestamp(), :seq, :seq
                      FROM unnest(:userIds) AS u (id)
                     ORDER BY u.id
                    """,
            nativeQuery = true)
    void add(long chatId, @TypeDef(type = DataType.LONG_ARRAY) Long[] userIds, long seq);

    /// @return 1, or 0 if there is no such member
    @Query(
            value = "DELETE FROM chat_members WHERE chat_id = :chatId AND user_id = :userId",
            nativeQuery = true)
    int remove(long chatId, long userId);

    /// Remembers at which seq a member was removed.
    @Query(
            value =
                    """
                    INSERT INTO departures (user_id, chat_id, seq, departed_at)
                    VALUES (:userId, :chatId, :seq, clock_timestamp())
                        ON CONFLICT (user_id, chat_id) DO UPDATE
                       SET seq = excluded.seq, departed_at = excluded.departed_at
                    """,
            nativeQuery = true)
    void remember(long chatId, long userId, long seq);
}

package org.chatcluster.api.chat;

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
import org.chatcluster.api.account.UserView;

/// Reads and writes `chats` and `chat_members`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChatRepository extends GenericRepository<ChatRow, Long> {
    /// A chat rises only for somebody else's message. The newest of those is the chat's newest
    /// message, or, if the viewer wrote that, the newest one not by its author. Pinned chats stand
    /// above all others, the newest pin first, and do not move: so far ahead in time nothing else
    /// is. A hidden one is back with the first message after it was hidden.
    String SEEN_BY =
            """
            SELECT * FROM (
                SELECT c.id, c.type, c.title, c.created_at, c.created_by, c.seq, m.last_read_seq,
                       coalesce(m.pinned_at + interval '4000 years',
                                greatest(m.joined_at, CASE WHEN c.last_author_id <> m.user_id
                                                           THEN c.last_message_at
                                                           ELSE c.other_message_at END)) AS risen_at,
                       c.avatar_url, m.muted_until, m.pinned_at, m.role,
                       m.hidden_seq IS NOT NULL
                           AND NOT EXISTS (SELECT FROM messages x
                                            WHERE x.chat_id = c.id AND x.seq > m.hidden_seq) AS hidden
                  FROM chat_members m JOIN chats c ON c.id = m.chat_id
                 WHERE m.user_id = :viewer) seen
            """;

    @Query(value = SEEN_BY + " WHERE id = :chatId", nativeQuery = true)
    Optional<ChatRow> find(long viewer, long chatId);

    @Query(value = SEEN_BY + " WHERE id = ANY (:chatIds) ORDER BY id", nativeQuery = true)
    List<ChatRow> findAll(long viewer, @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds);

    /// The viewer's chats below a place in the list, in the list's order.
    @Query(
            value =
                    SEEN_BY
                            + """
                             WHERE (risen_at, id) < (:risenBefore, :idBefore) AND NOT hidden
                             ORDER BY risen_at DESC, id DESC LIMIT :limit
                            """,
            nativeQuery = true)
    List<ChatRow> findPage(long viewer, Instant risenBefore, long idBefore, int limit);

    @Query(
            value =
                    """
                    INSERT INTO chats (type, title, created_by) VALUES ('group', :title, :creator)
                    RETURNING id
                    """,
            nativeQuery = true)
    long addGroup(String title, long creator);

    /// Makes the direct chat of two users, `low` being the lower id; empty if it is there already,
    /// also if another transaction made it just now.
    @Query(
            value =
                    """
                    INSERT INTO chats (type, title, created_by, direct_low, direct_high)
                    VALUES ('direct', :title, :creator, :low, :high)
                    ON CONFLICT (direct_low, direct_high) DO NOTHING
                    RETURNING id
                    """,
            nativeQuery = true)
    List<Long> addDirect(String title, long creator, long low, long high);

    @Query("SELECT id FROM chats WHERE direct_low = :low AND direct_high = :high")
    Optional<Long> findDirect(long low, long high);

    /// Makes these users members; those that do not exist are left out.
    ///
    /// @return the ids of the new members, ascending
    @Query(
            value =
                    """
                    WITH added AS (
                        INSERT INTO chat_members (chat_id, user_id)
                        SELECT :chatId, id FROM users WHERE id = ANY (:userIds)
                        RETURNING user_id
                    ) SELECT user_id FROM added ORDER BY user_id
                    """,
            nativeQuery = true)
    List<Long> addMembers(long chatId, @TypeDef(type = DataType.LONG_ARRAY) Long[] userIds);

    /// The first members of each of these chats, by id, and how many there are in all.
    @Query(
            value =
                    """
                    SELECT m.user_id, c.id AS chat_id, n.total
                      FROM unnest(:chatIds) AS c (id)
                     CROSS JOIN LATERAL (SELECT count(*)::int AS total FROM chat_members x
                                          WHERE x.chat_id = c.id) n
                     CROSS JOIN LATERAL (SELECT x.user_id FROM chat_members x
                                          WHERE x.chat_id = c.id ORDER BY x.user_id LIMIT :limit) m
                     ORDER BY c.id, m.user_id
                    """,
            nativeQuery = true)
    List<Participant> findParticipants(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds, int limit);

    @Query(
            value =
                    """
                    SELECT m.user_id, c.created_by IS NOT DISTINCT FROM m.user_id AS is_creator, m.role, m.joined_at,
                           m.last_read_seq
                      FROM chat_members m JOIN chats c ON c.id = m.chat_id
                     WHERE m.chat_id = :chatId AND m.user_id > :after
                     ORDER BY m.user_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<MemberRow> findMembers(long chatId, long after, int limit);

    /// @param total members of the chat
    @MappedEntity
    record Participant(@Id long userId, long chatId, int total) {}

    @MappedEntity
    record MemberRow(
            @Id long userId, boolean isCreator, String role, Instant joinedAt, long lastReadSeq) {
        MemberView seenAs(UserView user) {
            return new MemberView(user, isCreator, role, joinedAt, lastReadSeq, null);
        }
    }
}

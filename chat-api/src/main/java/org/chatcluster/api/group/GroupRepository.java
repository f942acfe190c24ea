package org.chatcluster.api.group;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// Changes `chats` and `chat_members`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface GroupRepository extends GenericRepository<LockedChat, Long> {
    /// Locks a chat, after the sends that have it, until the transaction ends.
    @Query(value = "SELECT id FROM chats WHERE id = :chatId FOR UPDATE", nativeQuery = true)
    List<Locked> lock(long chatId);

    /// Reads a locked chat with the caller's role; a statement of its own, whose snapshot is newer
    /// than the lock. Empty if the caller is not a member.
    @Query(
            value =
                    """
                    SELECT c.id, c.type, c.title, c.seq, c.created_by, m.role
                      FROM chats c JOIN chat_members m ON m.chat_id = c.id
                     WHERE c.id = :chatId AND m.user_id = :caller
                    """,
            nativeQuery = true)
    Optional<LockedChat> find(long chatId, long caller);

    @Query(value = "UPDATE chats SET title = :title WHERE id = :chatId", nativeQuery = true)
    void rename(long chatId, String title);

    /// @return 1, or 0 if there is no such member or they have that role
    @Query(
            value =
                    """
                    UPDATE chat_members SET role = :role
                     WHERE chat_id = :chatId AND user_id = :userId AND role <> :role
                    """,
            nativeQuery = true)
    int setRole(long chatId, long userId, String role);

    @Query("SELECT EXISTS (SELECT FROM chat_members WHERE chat_id = :chatId AND user_id = :userId)")
    boolean isMember(long chatId, long userId);

    /// Takes a group from all of its members, and remembers that.
    ///
    /// @return who they were, ascending
    @Query(
            value =
                    """
                    WITH deleted AS (
                        UPDATE chats SET deleted_at = clock_timestamp(),
                               members_version = members_version + 1
                         WHERE id = :chatId
                    ), gone AS (
                        DELETE FROM chat_members WHERE chat_id = :chatId RETURNING user_id
                    ), remembered AS (
                        INSERT INTO departures (user_id, chat_id, seq, departed_at)
                        SELECT user_id, :chatId, :seq, clock_timestamp() FROM gone
                            ON CONFLICT (user_id, chat_id) DO UPDATE
                           SET seq = excluded.seq, departed_at = excluded.departed_at
                    ) SELECT user_id FROM gone ORDER BY user_id
                    """,
            nativeQuery = true)
    List<Long> dissolve(long chatId, long seq);

    /// Hides a chat from a member until its next message.
    @Query(
            value =
                    """
                    UPDATE chat_members SET hidden_seq = :seq
                     WHERE chat_id = :chatId AND user_id = :userId
                    """,
            nativeQuery = true)
    void hide(long chatId, long userId, long seq);

    /// Takes a deleted group whose messages are still there, unless another node has it.
    @Query(
            value =
                    """
                    SELECT id FROM chats WHERE deleted_at IS NOT NULL
                     ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED
                    """,
            nativeQuery = true)
    List<Locked> takeDeleted();

    /// Removes the oldest messages of a chat and all that belongs to them.
    ///
    /// @return how many messages were removed, so many at most
    @Query(
            value =
                    """
                    WITH batch AS (
                        SELECT max(seq) AS last
                          FROM (SELECT seq FROM messages WHERE chat_id = :chatId
                                 ORDER BY seq LIMIT :limit) AS oldest
                    ), edits AS (
                        DELETE FROM message_edits x USING batch
                         WHERE x.chat_id = :chatId AND x.seq <= batch.last
                    ), reacted AS (
                        DELETE FROM reactions x USING batch
                         WHERE x.chat_id = :chatId AND x.seq <= batch.last
                    ), mentioned AS (
                        DELETE FROM mentions x USING batch
                         WHERE x.chat_id = :chatId AND x.seq <= batch.last
                    ), pinned AS (
                        DELETE FROM pins x USING batch
                         WHERE x.chat_id = :chatId AND x.seq <= batch.last
                    )
                    DELETE FROM messages x USING batch
                     WHERE x.chat_id = :chatId AND x.seq <= batch.last
                    """,
            nativeQuery = true)
    int removeMessages(long chatId, int limit);

    /// Forgets departures that no gateway will ask for.
    ///
    /// @return how many there were, so many at most
    @Query(
            value =
                    """
                    DELETE FROM departures
                     WHERE ctid = ANY (ARRAY (SELECT ctid FROM departures
                                               WHERE departed_at < now() - interval '1 day'
                                               LIMIT :limit))
                    """,
            nativeQuery = true)
    int forgetDepartures(int limit);

    @Query(
            value =
                    """
                    WITH floor AS (DELETE FROM read_floors WHERE chat_id = :chatId)
                    DELETE FROM chats WHERE id = :chatId
                    """,
            nativeQuery = true)
    void remove(long chatId);

    /// The id of a chat whose row is locked.
    @MappedEntity
    record Locked(@Id long id) {}
}

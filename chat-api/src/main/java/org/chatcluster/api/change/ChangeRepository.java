package org.chatcluster.api.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// Locks messages for a change, and writes what each change writes.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRepository extends GenericRepository<LockedMessage, Long> {
    /// Locks in the order of the send statement: the chat, then the membership, both read as they
    /// are once the lock is had. Empty if there is no such message, or, unless anybody's chat will
    /// do, if the caller is not a member: then nothing is locked.
    @Query(
            value =
                    """
                    WITH place AS MATERIALIZED (
                        SELECT m.chat_id, m.seq FROM messages m
                         WHERE m.id = :messageId
                           AND (:anyChat OR EXISTS (SELECT FROM chat_members x
                                                     WHERE x.chat_id = m.chat_id AND x.user_id = :callerId))
                    ), chat AS MATERIALIZED (
                        SELECT c.id, c.type, c.created_by, c.members_version, c.seq + 1 AS change_seq,
                               greatest(clock_timestamp(), c.last_change_at, c.last_message_at,
                                        c.meta_at) AS changed_at
                          FROM chats c WHERE c.id = ANY (ARRAY(SELECT chat_id FROM place))
                           FOR NO KEY UPDATE
                    ), member AS MATERIALIZED (
                        SELECT x.role FROM chat_members x
                         WHERE x.chat_id = ANY (ARRAY(SELECT id FROM chat)) AND x.user_id = :callerId
                           FOR SHARE
                    ), message AS MATERIALIZED (
                        SELECT * FROM messages m
                         WHERE m.chat_id = ANY (ARRAY(SELECT id FROM chat))
                           AND m.seq = ANY (ARRAY(SELECT seq FROM place))
                           FOR UPDATE
                    )
                    SELECT m.id, m.chat_id, m.seq, m.author_id, m.type, m.content,
                           m.deleted_at IS NOT NULL AS deleted, m.forwarded_from IS NOT NULL AS forwarded,
                           m.pinned_at IS NOT NULL AS pinned, m.mentions, m.reactions::text AS reactions,
                           c.type AS chat_type, c.created_by, c.members_version,
                           :callerId::bigint AS caller_id, x.role AS caller_role, c.change_seq, c.changed_at
                      FROM message m CROSS JOIN chat c LEFT JOIN member x ON true
                     WHERE :anyChat OR x.role IS NOT NULL
                    """,
            nativeQuery = true)
    Optional<LockedMessage> lock(long callerId, long messageId, boolean anyChat);

    /// Counts up the chat's seq and puts the event into the outbox.
    ///
    /// @return the row in `outbox`
    @Query(
            value =
                    """
                    WITH counted AS (
                        UPDATE chats SET seq = :changeSeq, last_change_at = :changedAt WHERE id = :chatId
                    ), queued AS (
                        INSERT INTO outbox (event, chat_id, seq, members_version)
                        VALUES (:event, :chatId, :changeSeq, :membersVersion)
                        RETURNING id
                    )
                    SELECT id FROM queued
                    """,
            nativeQuery = true)
    long count(short event, long chatId, long changeSeq, Instant changedAt, long membersVersion);
}

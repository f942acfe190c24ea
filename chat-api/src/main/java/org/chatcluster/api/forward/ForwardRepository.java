package org.chatcluster.api.forward;

import io.micronaut.core.annotation.Nullable;
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

/// Reads what is to be forwarded and writes it into other chats.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ForwardRepository extends GenericRepository<ForwardRepository.Source, Long> {
    /// A message of one of the caller's chats that is not deleted.
    @Query(
            value =
                    """
                    SELECT m.id, m.chat_id, m.author_id, u.display_name AS author_name, m.type, m.content,
                           m.payload::text AS payload, m.forwarded_from::text AS forwarded_from, m.ts
                      FROM messages m
                      JOIN chat_members x ON x.chat_id = m.chat_id AND x.user_id = :caller
                      JOIN users u ON u.id = m.author_id
                     WHERE m.id = :messageId AND m.deleted_at IS NULL
                    """,
            nativeQuery = true)
    Optional<Source> findSource(long caller, long messageId);

    /// Whether the message is still there for the caller, who is locked in their chat, and it
    /// against changes, until the transaction ends. It comes after [#send], since chats are locked
    /// before memberships and messages.
    @Query(
            value =
                    """
                    SELECT m.id
                      FROM messages m
                      JOIN chat_members x ON x.chat_id = m.chat_id AND x.user_id = :caller
                     WHERE m.id = :messageId AND m.deleted_at IS NULL
                       FOR KEY SHARE OF x FOR SHARE OF m
                    """,
            nativeQuery = true)
    List<Long> lockSource(long caller, long messageId);

    /// Sends the same into each of the chats that the caller is a member of. Rows are locked in the
    /// order of the send statement, and times are taken as there.
    @Query(
            value =
                    """
                    WITH chat AS MATERIALIZED (
                        SELECT c.id FROM chats c WHERE c.id = ANY (:chatIds) ORDER BY c.id
                           FOR NO KEY UPDATE
                    ), member AS MATERIALIZED (
                        SELECT m.chat_id FROM chat_members m
                         WHERE m.chat_id = ANY (ARRAY(SELECT id FROM chat)) AND m.user_id = :caller
                           FOR KEY SHARE
                    ), bump AS (
                        UPDATE chats c
                           SET seq = c.seq + 1,
                               last_author_id = :caller,
                               last_message_at = greatest(clock_timestamp(), c.last_message_at, c.meta_at),
                               other_message_at = CASE
                                   WHEN c.last_author_id IS DISTINCT FROM :caller THEN c.last_message_at
                                   ELSE c.other_message_at END
                          FROM member m WHERE c.id = m.chat_id
                        RETURNING c.id, c.seq, c.members_version, c.last_message_at AS ts
                    ), sent AS (
                        INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, payload,
                                              ts, forwarded_from)
                        SELECT id, seq, seq, :caller, :type, :content, :payload::json, ts, :origin::json
                          FROM bump
                    ), queued AS (
                        INSERT INTO outbox (event, chat_id, seq, members_version)
                        SELECT 1, id, seq, members_version FROM bump
                        RETURNING id, chat_id, seq, members_version
                    )
                    SELECT id, chat_id, seq, members_version FROM queued
                    """,
            nativeQuery = true)
    List<Copy> send(
            long caller,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] chatIds,
            String type,
            String content,
            @Nullable String payload,
            String origin);

    /// @param payload JSON text
    /// @param forwardedFrom JSON text
    @MappedEntity
    record Source(
            @Id long id,
            long chatId,
            long authorId,
            String authorName,
            String type,
            String content,
            @Nullable String payload,
            @Nullable String forwardedFrom,
            Instant ts) {
        @Override
        public String toString() {
            return "Source[id=" + id + "]";
        }
    }

    /// A message that was sent.
    ///
    /// @param id the row in `outbox`
    @MappedEntity
    record Copy(@Id long id, long chatId, long seq, long membersVersion) {}
}

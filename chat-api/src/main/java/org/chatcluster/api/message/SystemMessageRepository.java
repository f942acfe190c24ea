package org.chatcluster.api.message;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Writes messages of type `system`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SystemMessageRepository extends GenericRepository<SystemMessageRepository.Row, Long> {
    /// Counts the chat's seq up, and its `members_version` by `versions`, and writes the message
    /// and its outbox row. `last_message_at` stays, so the chat does not rise; `meta_at` keeps `ts`
    /// from going backwards with `seq`. Empty if there is no such chat.
    @Query(
            value =
                    """
                    WITH bumped AS (
                        UPDATE chats
                           SET seq = seq + 1, meta_seq = seq + 1,
                               members_version = members_version + :versions,
                               meta_at = greatest(clock_timestamp(), last_message_at, meta_at)
                         WHERE id = :chatId
                        RETURNING id, seq, members_version, meta_at
                    ), placed AS (
                        INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, payload, ts)
                        SELECT id, seq, seq, :author, 'system', :content, CAST(:payload AS json), meta_at
                          FROM bumped
                    ), queued AS (
                        INSERT INTO outbox (event, chat_id, seq, members_version)
                        SELECT 1, id, seq, members_version FROM bumped
                        RETURNING id
                    )
                    SELECT q.id, b.seq, b.members_version FROM bumped b, queued q
                    """,
            nativeQuery = true)
    List<Row> add(long chatId, long author, String content, String payload, int versions);

    /// @param id the row in `outbox`
    @MappedEntity
    record Row(@Id long id, long seq, long membersVersion) {}
}

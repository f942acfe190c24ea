package org.chatcluster.api.deletion;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.chatcluster.api.change.LockedMessage;

/// Empties a message.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeletionRepository extends GenericRepository<LockedMessage, Long> {
    /// Takes from a message, whose chat is locked, all that it said and all that was said of it.
    ///
    /// @param mentions whom it mentioned
    @Query(
            value =
                    """
                    WITH edits AS (
                        DELETE FROM message_edits WHERE chat_id = :chatId AND seq = :seq
                    ), reactions AS (
                        DELETE FROM reactions WHERE chat_id = :chatId AND seq = :seq
                    ), mentions AS (
                        DELETE FROM mentions
                         WHERE chat_id = :chatId AND user_id = ANY (:mentions) AND seq = :seq
                    ), pins AS (
                        DELETE FROM pins WHERE chat_id = :chatId AND seq = :seq
                    )
                    UPDATE messages
                       SET content = '', payload = NULL, forwarded_from = NULL, mentions = NULL,
                           reactions = NULL, pinned_at = NULL,
                           deleted_at = :changedAt, changed_at = :changedAt, change_seq = :changeSeq
                     WHERE chat_id = :chatId AND seq = :seq
                    """,
            nativeQuery = true)
    int empty(
            long chatId,
            long seq,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] mentions,
            long changeSeq,
            Instant changedAt);
}

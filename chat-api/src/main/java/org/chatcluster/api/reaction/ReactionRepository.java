package org.chatcluster.api.reaction;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.chatcluster.api.change.LockedMessage;

/// Reads and writes `reactions`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReactionRepository extends GenericRepository<LockedMessage, Long> {
    /// @return 0 if it is there already
    @Query(
            value =
                    """
                    INSERT INTO reactions (chat_id, seq, emoji, user_id, created_at)
                    VALUES (:chatId, :seq, :emoji, :userId, :createdAt)
                        ON CONFLICT DO NOTHING
                    """,
            nativeQuery = true)
    int add(long chatId, long seq, String emoji, long userId, Instant createdAt);

    /// @return 0 if it is not there
    @Query(
            value =
                    """
                    DELETE FROM reactions
                     WHERE chat_id = :chatId AND seq = :seq AND emoji = :emoji AND user_id = :userId
                    """,
            nativeQuery = true)
    int remove(long chatId, long seq, String emoji, long userId);

    /// The first users who gave that emoji.
    @Query(
            value =
                    """
                    SELECT user_id FROM reactions
                     WHERE chat_id = :chatId AND seq = :seq AND emoji = :emoji
                     ORDER BY created_at, user_id LIMIT :limit
                    """,
            nativeQuery = true)
    List<Long> findFirst(long chatId, long seq, String emoji, int limit);

    /// Sums the reactions up in their message.
    ///
    /// @param reactions JSON text, or null for none
    @Query(
            value =
                    """
                    UPDATE messages
                       SET reactions = :reactions::json, changed_at = :changedAt, change_seq = :changeSeq
                     WHERE chat_id = :chatId AND seq = :seq
                    """,
            nativeQuery = true)
    int sumUp(long chatId, long seq, @Nullable String reactions, long changeSeq, Instant changedAt);
}

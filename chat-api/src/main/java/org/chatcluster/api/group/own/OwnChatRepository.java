package org.chatcluster.api.group.own;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.chatcluster.api.group.LockedChat;
import org.jspecify.annotations.Nullable;

/// Writes what a member sets in `chat_members` for themself; nothing else is locked.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OwnChatRepository extends GenericRepository<LockedChat, Long> {
    @Query(
            value =
                    """
                    UPDATE chat_members SET muted_until = CAST(:until AS timestamptz)
                     WHERE chat_id = :chatId AND user_id = :userId
                    """,
            nativeQuery = true)
    void mute(long chatId, long userId, @Nullable Instant until);

    /// Pins a chat; one that is pinned keeps its place.
    @Query(
            value =
                    """
                    UPDATE chat_members SET pinned_at = coalesce(pinned_at, clock_timestamp())
                     WHERE chat_id = :chatId AND user_id = :userId
                    """,
            nativeQuery = true)
    void pin(long chatId, long userId);

    @Query(
            value =
                    """
                    UPDATE chat_members SET pinned_at = NULL
                     WHERE chat_id = :chatId AND user_id = :userId
                    """,
            nativeQuery = true)
    void unpin(long chatId, long userId);
}

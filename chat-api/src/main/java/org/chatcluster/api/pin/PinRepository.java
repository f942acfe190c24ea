package org.chatcluster.api.pin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.chatcluster.api.change.LockedMessage;

/// Reads and writes `pins`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PinRepository extends GenericRepository<LockedMessage, Long> {
    @Query(
            value = "INSERT INTO pins (chat_id, seq) VALUES (:chatId, :seq) ON CONFLICT DO NOTHING",
            nativeQuery = true)
    int add(long chatId, long seq);

    @Query(value = "DELETE FROM pins WHERE chat_id = :chatId AND seq = :seq", nativeQuery = true)
    int remove(long chatId, long seq);

    /// @param pinnedAt null if it is not pinned any more
    @Query(
            value =
                    """
                    UPDATE messages
                       SET pinned_at = :pinnedAt, changed_at = :changedAt, change_seq = :changeSeq
                     WHERE chat_id = :chatId AND seq = :seq
                    """,
            nativeQuery = true)
    int mark(long chatId, long seq, @Nullable Instant pinnedAt, long changeSeq, Instant changedAt);

    /// The seqs of a chat's pinned messages.
    @Query(value = "SELECT seq FROM pins WHERE chat_id = :chatId", nativeQuery = true)
    List<Long> findSeqs(long chatId);
}

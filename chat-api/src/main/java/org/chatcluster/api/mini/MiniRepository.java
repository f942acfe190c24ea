package org.chatcluster.api.mini;

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
import java.util.UUID;

/// Reads what the mini-application shows, always by an index range.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MiniRepository extends GenericRepository<MiniRepository.Person, Long> {
    /// The newest accounts below an id, newest first.
    @Query(
            value =
                    """
                    SELECT id, uuid, display_name FROM users
                     WHERE id < :before ORDER BY id DESC LIMIT :limit
                    """,
            nativeQuery = true)
    List<Person> findNewest(long before, int limit);

    @Query(
            value =
                    "SELECT id, uuid, display_name FROM users WHERE uuid = ANY (CAST(:uuids AS"
                            + " uuid[]))",
            nativeQuery = true)
    List<Person> findByUuids(@TypeDef(type = DataType.STRING_ARRAY) String[] uuids);

    @Query(
            """
            SELECT EXISTS (SELECT FROM chats
                            WHERE direct_low = least(:one, :other) AND direct_high = greatest(:one, :other))
            """)
    boolean isThereDirect(long one, long other);

    /// The place of a message, if that user is a member of its chat.
    @Query(
            value =
                    """
                    SELECT x.id, x.chat_id, x.seq FROM messages x
                      JOIN chat_members m ON m.chat_id = x.chat_id AND m.user_id = :viewer
                     WHERE x.id = :messageId
                    """,
            nativeQuery = true)
    Optional<Place> findPlace(long messageId, long viewer);

    /// What others sent above the reader's marks: the newest of the 200 chats that something was
    /// sent to last, newest first, as many as are `bytes` as JSON, a message's fields but its
    /// content counted as 190. Nothing beyond them leaves the database.
    @Query(
            value =
                    """
                    SELECT told.id, told.chat_id, u.uuid AS author_uuid, told.content, told.ts
                      FROM (SELECT newest.*, sum(190 + octet_length(to_json(newest.content)::text))
                                             OVER (ORDER BY newest.ts DESC, newest.id DESC) AS bytes
                              FROM (SELECT x.*
                                      FROM (SELECT m.chat_id, m.user_id, m.last_read_seq
                                              FROM chat_members m JOIN chats c ON c.id = m.chat_id
                                             WHERE m.user_id = :reader AND c.seq > m.last_read_seq
                                             ORDER BY c.last_message_at DESC NULLS LAST LIMIT 200) mine
                                     CROSS JOIN LATERAL (
                                           SELECT y.id, y.chat_id, y.author_id, y.content, y.ts
                                             FROM messages y
                                            WHERE y.chat_id = mine.chat_id AND y.seq > mine.last_read_seq
                                              AND y.author_id <> mine.user_id AND y.deleted_at IS NULL
                                              AND y.type <> 'system'
                                            ORDER BY y.seq DESC LIMIT :limit) x
                                     ORDER BY x.ts DESC, x.id DESC LIMIT :limit) newest) told
                      JOIN users u ON u.id = told.author_id
                     WHERE told.bytes <= :bytes
                     ORDER BY told.ts DESC, told.id DESC
                    """,
            nativeQuery = true)
    List<Unread> findUnread(long reader, int limit, long bytes);

    @MappedEntity("users")
    record Person(@Id long id, UUID uuid, String displayName) {}

    @MappedEntity
    record Place(@Id long id, long chatId, long seq) {}

    @MappedEntity
    record Unread(@Id long id, long chatId, UUID authorUuid, String content, Instant ts) {
        @Override
        public String toString() {
            return "Unread[id=" + id + "]";
        }
    }
}

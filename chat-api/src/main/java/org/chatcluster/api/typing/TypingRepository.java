package org.chatcluster.api.typing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// Reads where a member's typing is told.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TypingRepository extends GenericRepository<TypingRepository.Place, Long> {
    /// Returns the chat as it is now, or empty if the user is not a member.
    @Query(
            """
            SELECT c.id, c.members_version, c.seq
              FROM chat_members m JOIN chats c ON c.id = m.chat_id
             WHERE m.chat_id = :chatId AND m.user_id = :userId
            """)
    Optional<Place> find(long chatId, long userId);

    /// A chat, and the version of its member list.
    @MappedEntity
    record Place(@Id long id, long membersVersion, long seq) {}
}

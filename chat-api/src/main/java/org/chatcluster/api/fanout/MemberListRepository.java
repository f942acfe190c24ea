package org.chatcluster.api.fanout;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads who is a member of a chat.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MemberListRepository extends GenericRepository<MemberListRepository.Membership, Long> {
    @Query(
            """
            SELECT m.user_id, m.joined_seq, c.members_version
              FROM chats c JOIN chat_members m ON m.chat_id = c.id
             WHERE c.id = :chatId
             ORDER BY m.user_id
            """)
    List<Membership> findMembers(long chatId);

    /// @param membersVersion the chat's version that this list is of
    @MappedEntity
    record Membership(@Id long userId, long joinedSeq, long membersVersion) {}
}

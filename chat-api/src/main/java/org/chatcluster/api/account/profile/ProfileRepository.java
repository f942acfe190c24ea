package org.chatcluster.api.account.profile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.chatcluster.api.account.User;
import org.jspecify.annotations.Nullable;

/// Changes `users`, and finds them by prefix.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProfileRepository extends GenericRepository<User, Long> {
    /// Changes what is not null; waits for transactions that are about to take the tag or e-mail.
    ///
    /// @return 1, or 0 if there is no such user
    @Query(
            value =
                    """
                    UPDATE users
                       SET display_name = coalesce(CAST(:displayName AS text), display_name),
                           tag = coalesce(CAST(:tag AS text), tag),
                           email = coalesce(CAST(:email AS text), email),
                           role = coalesce(CAST(:role AS text), role)
                     WHERE id = :id
                    """,
            nativeQuery = true)
    int change(
            long id,
            @Nullable String displayName,
            @Nullable String tag,
            @Nullable String email,
            @Nullable String role);

    /// The users above an id whose tag or name begins with the text, in lower case, by id.
    ///
    /// @param beyond the text with the highest of all characters behind it
    @Query(
            value =
                    """
                    SELECT * FROM users
                     WHERE id > :after AND blocked_at IS NULL
                       AND ((tag COLLATE "C" >= :text AND tag COLLATE "C" < :beyond)
                            OR (lower(display_name) COLLATE "C" >= :text
                                AND lower(display_name) COLLATE "C" < :beyond))
                     ORDER BY id LIMIT :limit
                    """,
            nativeQuery = true)
    List<User> findByPrefix(String text, String beyond, long after, int limit);

    /// Those of the users who are in a chat with the viewer.
    @Query(
            value =
                    """
                    SELECT u.id FROM unnest(:ids) AS u (id)
                     WHERE EXISTS (SELECT FROM chat_members a JOIN chat_members b USING (chat_id)
                                    WHERE a.user_id = u.id AND b.user_id = :viewer)
                    """,
            nativeQuery = true)
    List<Long> findSharing(long viewer, @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}

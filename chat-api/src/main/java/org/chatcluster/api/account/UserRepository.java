package org.chatcluster.api.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// Reads and writes `users`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRepository extends GenericRepository<User, Long> {
    /// Adds a user unless their e-mail or tag is taken; waits for transactions that are about to
    /// take it.
    ///
    /// @return 1, or 0 if one of the two is taken
    @Query(
            value =
                    """
                    INSERT INTO users (email, password_hash, display_name, tag, role)
                    VALUES (:email, :passwordHash, :displayName, :tag, :role)
                        ON CONFLICT DO NOTHING
                    """,
            nativeQuery = true)
    int add(String email, String passwordHash, String displayName, String tag, String role);

    /// As [#add], with an id outside the sequence; also does nothing if the id is taken.
    @Query(
            value =
                    """
                    INSERT INTO users (id, email, password_hash, display_name, tag, role)
                    VALUES (:id, :email, :passwordHash, :displayName, :tag, :role)
                        ON CONFLICT DO NOTHING
                    """,
            nativeQuery = true)
    int addWithId(
            long id,
            String email,
            String passwordHash,
            String displayName,
            String tag,
            String role);

    @Query(value = "SELECT * FROM users WHERE id = :id", nativeQuery = true)
    Optional<User> findById(long id);

    @Query(value = "SELECT * FROM users WHERE email = :email", nativeQuery = true)
    Optional<User> findByEmail(String email);

    @Query(value = "SELECT * FROM users WHERE tag = :tag", nativeQuery = true)
    Optional<User> findByTag(String tag);

    @Query(value = "SELECT * FROM users WHERE id = ANY (:ids) ORDER BY id", nativeQuery = true)
    List<User> findByIds(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /// Reads a user and keeps the row from changing until the transaction ends.
    @Query(value = "SELECT * FROM users WHERE id = :id FOR SHARE", nativeQuery = true)
    Optional<User> lock(long id);

    /// Sets a password if the old one is still in force.
    ///
    /// @return 1, or 0 if it is not
    @Query(
            value =
                    """
                    UPDATE users SET password_hash = :newHash
                     WHERE id = :id AND password_hash = :oldHash
                    """,
            nativeQuery = true)
    int changePassword(long id, String oldHash, String newHash);

    /// Blocks a user; who is blocked stays so since then.
    ///
    /// @return 1, or 0 if there is no such user
    @Query(
            value = "UPDATE users SET blocked_at = coalesce(blocked_at, now()) WHERE id = :id",
            nativeQuery = true)
    int block(long id);

    /// @return 1, or 0 if there is no such user
    @Query(value = "UPDATE users SET blocked_at = NULL WHERE id = :id", nativeQuery = true)
    int unblock(long id);

    @Query(value = "SELECT tag FROM users WHERE tag = ANY (:tags)", nativeQuery = true)
    List<String> findTaken(@TypeDef(type = DataType.STRING_ARRAY) String[] tags);

    @Query(
            value =
                    """
                    SELECT EXISTS (SELECT FROM chat_members a
                                     JOIN chat_members b USING (chat_id)
                                    WHERE a.user_id = :first AND b.user_id = :second)
                    """,
            nativeQuery = true)
    boolean shareAChat(long first, long second);
}

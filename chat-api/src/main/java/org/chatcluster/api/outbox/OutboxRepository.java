package org.chatcluster.api.outbox;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads and writes `outbox`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRow, Long> {
    /// Adds a row for users by id and returns its id.
    @Query(
            value =
                    """
                    INSERT INTO outbox (event, chat_id, seq, members_version, recipients, data)
                    VALUES (:event, :chatId, :seq, 0, :recipients, :data)
                    RETURNING id
                    """,
            nativeQuery = true)
    long add(
            short event,
            long chatId,
            long seq,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] recipients,
            String data);

    /// Adds a row for the members of a chat as of a version and returns its id.
    @Query(
            value =
                    """
                    INSERT INTO outbox (event, chat_id, seq, members_version, data)
                    VALUES (:event, :chatId, :seq, :membersVersion, :data)
                    RETURNING id
                    """,
            nativeQuery = true)
    long addForMembers(short event, long chatId, long seq, long membersVersion, String data);

    /// Takes the sweep's lock until the transaction ends, unless somebody has it; the number is of
    /// no meaning.
    @Query(value = "SELECT pg_try_advisory_xact_lock(5237194461)", nativeQuery = true)
    boolean tryToSweepAlone();

    /// Takes the oldest rows that are older than the age, by the database's clock, and that no
    /// other node has taken; they stay locked until the transaction ends (FOR UPDATE SKIP LOCKED).
    @Query(
            value =
                    """
                    SELECT id, event, chat_id, seq, members_version, recipients, data
                      FROM outbox
                     WHERE event = ANY (:codes) AND created_at < clock_timestamp() - make_interval(secs => :ageSeconds)
                     ORDER BY id
                     LIMIT :limit
                       FOR UPDATE SKIP LOCKED
                    """,
            nativeQuery = true)
    List<OutboxRow> takeStale(
            @TypeDef(type = DataType.INTEGER_ARRAY) Integer[] codes, double ageSeconds, int limit);

    /// How a removal ends: it notes how old its rows were, if older than what gateways ask back for
    /// anyhow, and counts the rows.
    String END_OF_REMOVAL =
            """
            , late AS (
                INSERT INTO late_events (published_at, oldest)
                SELECT clock_timestamp(), min(created_at) FROM removed
                HAVING min(created_at) < clock_timestamp() - interval '4 seconds')
            SELECT count(*) FROM removed
            """;

    /// Removes rows, but for those that a sweep has taken: it removes them itself.
    ///
    /// @return how many
    @Query(
            value =
                    """
                    WITH removed AS (
                        DELETE FROM outbox
                         WHERE id IN (SELECT id FROM outbox WHERE id = ANY (:ids) FOR UPDATE SKIP LOCKED)
                        RETURNING created_at)
                    """
                            + END_OF_REMOVAL,
            nativeQuery = true)
    long removeUnlessTaken(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /// Puts rows aside that can't be published, for a person to look at.
    @Query(
            value = "UPDATE outbox SET created_at = 'infinity' WHERE id = ANY (:ids)",
            nativeQuery = true)
    void putAside(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /// Looks at the oldest rows, in the order of their ids, which is nearly that of their age.
    @Query(
            value =
                    """
                    SELECT count(*) FILTER (WHERE created_at < 'infinity') AS waiting,
                           count(*) FILTER (WHERE created_at = 'infinity') AS aside,
                           coalesce(extract(epoch FROM clock_timestamp()
                               - min(created_at) FILTER (WHERE created_at < 'infinity')), 0)::float8 AS age_seconds
                      FROM (SELECT created_at FROM outbox ORDER BY id LIMIT 100000) AS oldest
                    """,
            nativeQuery = true)
    OutboxState state();

    /// Removes rows that the sweep has taken.
    ///
    /// @return how many
    @Query(
            value =
                    """
                    WITH removed AS (
                        DELETE FROM outbox WHERE id = ANY (:ids) RETURNING created_at)
                    """
                            + END_OF_REMOVAL,
            nativeQuery = true)
    long remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /// Forgets late ones that no gateway will ask for.
    @Query(
            value = "DELETE FROM late_events WHERE published_at < now() - interval '1 day'",
            nativeQuery = true)
    void forgetLateOnes();

    /// Lets the running transaction commit without waiting for the disk: what it removes comes
    /// back, at worst, and is published once more.
    @Query(value = "SELECT set_config('synchronous_commit', 'off', true)", nativeQuery = true)
    String commitWithoutWaiting();
}

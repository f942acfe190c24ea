package org.chatcluster.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.cluster.client.Awaiting;

/// The cluster's database, for what no client can see or do.
public record Database(BackendAddresses addresses) {
    private static final List<String> TABLES =
            List.of(
                    "users",
                    "token_families",
                    "refresh_tokens",
                    "chats",
                    "chat_members",
                    "messages",
                    "idempotency_keys");

    /// Returns how many rows each table has but the outbox, whose rows come and go.
    public Map<String, Long> rowCounts() {
        String query =
                TABLES.stream()
                        .map(table -> "SELECT '%1$s', count(*) FROM %1$s".formatted(table))
                        .collect(Collectors.joining(" UNION ALL "));
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    /// Returns the one number that a query gives.
    public long number(String query, Object... parameters) {
        try (Connection connection = connect()) {
            return number(connection, query, parameters);
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    /// Runs a statement.
    public void run(String sql, Object... parameters) {
        try (Connection connection = connect()) {
            run(connection, sql, parameters);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /// Removes a member, in the order of locks that the API keeps, and returns the chat's seq at
    /// that moment: they belong to no later one.
    public long removeMember(long chatId, long userId) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            long seq =
                    number(
                            connection,
                            "SELECT seq FROM chats WHERE id = ? FOR NO KEY UPDATE",
                            chatId);
            run(
                    connection,
                    "UPDATE chats SET members_version = members_version + 1 WHERE id = ?",
                    chatId);
            run(
                    connection,
                    "DELETE FROM chat_members WHERE chat_id = ? AND user_id = ?",
                    chatId,
                    userId);
            connection.commit();
            return seq;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Waits until every event is published.
    public void awaitEmptyOutbox() {
        Awaiting.upToSeconds(20)
                .untilAsserted(() ->
                        assertThat(number("SELECT count(*) FROM outbox"))
                                .as("rows in the outbox")
                                .isZero());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                addresses.databaseUrl(),
                addresses.databaseUsername(),
                addresses.databasePassword());
    }

    private static long number(Connection connection, String query, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).as("a row of %s", query).isTrue();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}

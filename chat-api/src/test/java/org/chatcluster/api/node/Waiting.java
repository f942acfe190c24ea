package org.chatcluster.api.node;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/// A transaction of the test's own in a node's database, which holds locks that calls wait for.
public final class Waiting implements AutoCloseable {
    private static final String WAITING =
            """
            SELECT count(*) FROM pg_stat_activity
             WHERE wait_event_type = 'Lock' AND datname = current_database()
            """;

    private final NodeWithChats chats;
    private final Connection connection;

    /// Begins a transaction in the database of a node with these settings.
    public Waiting(NodeWithChats chats, Map<String, Object> settings) throws SQLException {
        this.chats = chats;
        this.connection = TestBackends.connect(settings);
        connection.setAutoCommit(false);
    }

    /// Runs statements in the transaction.
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Waits until so many other statements wait for locks.
    public void awaitWaiters(int count) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(2))
                .until(() -> chats.query(WAITING) == count);
    }

    /// Releases the locks.
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package org.chatcluster.api.message;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.chatcluster.deploy.backends.Backends;
import org.flywaydb.core.Flyway;

/// A migrated database of its own on a real PostgreSQL, with users and chats made by SQL.
final class ChatDatabase implements AutoCloseable {
    private final Backends backends;
    private final HikariDataSource dataSource;

    private ChatDatabase(Backends backends, HikariDataSource dataSource) {
        this.backends = backends;
        this.dataSource = dataSource;
    }

    static ChatDatabase create() {
        Backends backends = Backends.start(Path.of("target/backends"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(backends.createDatabase("message_it"));
        config.setUsername(backends.databaseUsername());
        config.setPassword(backends.databasePassword());
        config.addDataSourceProperty("options", "-c lock_timeout=2000 -c statement_timeout=5000");
        HikariDataSource dataSource = new HikariDataSource(config);
        Flyway.configure().dataSource(dataSource).load().migrate();
        return new ChatDatabase(backends, dataSource);
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    long newUser() throws SQLException {
        String tag = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        return queryLong(
                """
                INSERT INTO users (email, password_hash, display_name, tag)
                VALUES (? || '@example.com', '-', ?, ?) RETURNING id
                """,
                tag,
                tag,
                tag);
    }

    long newGroup(long... members) throws SQLException {
        long chat = queryLong("INSERT INTO chats (type, title) VALUES ('group', 'g') RETURNING id");
        for (long member : members) {
            update("INSERT INTO chat_members (chat_id, user_id) VALUES (?, ?)", chat, member);
        }
        return chat;
    }

    long queryLong(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = bound(connection, sql, parameters);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return row.getLong(1);
        }
    }

    void update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = bound(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        dataSource.close();
        backends.close();
    }
}

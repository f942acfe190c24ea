package org.chatcluster.api.node;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.deploy.backends.Backends;

/// The PostgreSQL and Redis of this JVM's tests, started by the first that needs them.
public final class TestBackends {
    private static final Backends SHARED = Backends.start(Path.of("target", "api-backends"));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestBackends() {}

    static Backends shared() {
        return SHARED;
    }

    /// Returns the JDBC URL of a database that nobody else uses.
    static String newDatabase() {
        return SHARED.createDatabase(
                "api_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
    }

    /// Opens a connection to the database of a node with these settings.
    public static Connection connect(Map<String, Object> settings) throws SQLException {
        return DriverManager.getConnection(
                String.valueOf(settings.get("chat.database.url")),
                SHARED.databaseUsername(),
                SHARED.databasePassword());
    }
}

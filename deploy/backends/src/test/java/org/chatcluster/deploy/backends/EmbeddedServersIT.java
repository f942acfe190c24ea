package org.chatcluster.deploy.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.PidFile;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedServersIT {
    private static final Path BINARIES = Path.of("target/binaries").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void commitsAreDurable() throws SQLException {
        try (Backends backends = Backends.start(Path.of("target/backends"))) {
            String url = backends.createDatabase("durable");

            assertThat(query(backends, url, "SHOW fsync")).isEqualTo("on");
            assertThat(query(backends, url, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(backends, url, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(backends, url, "SHOW max_connections")).isEqualTo("100");
            assertThat(query(backends, url, "SELECT lower('ЁЖ')")).isEqualTo("ёж");
        }
    }

    @Test
    void dataOutlivesAKilledServerWhichTheNextStartReplaces() throws SQLException {
        PostgresServer first = postgres();
        RunningProgram.prepare(directory);
        RunningProgram left = RunningProgram.start(first.program(), directory);
        left.awaitReady(LIMIT);
        execute(first, "CREATE TABLE t AS SELECT 42 AS answer");

        RunningProgram.prepare(directory);
        assertThat(left.onExit()).succeedsWithin(LIMIT);

        PostgresServer second = postgres();
        RunningProgram killed = RunningProgram.start(second.program(), directory);
        killed.awaitReady(LIMIT);
        killed.kill();
        RunningProgram third = RunningProgram.start(second.program(), directory);
        third.awaitReady(LIMIT);

        assertThat(query(second, "SELECT answer FROM t")).isEqualTo("42");
        third.stop(LIMIT);
        assertThat(directory.resolve("run/postgres.pid")).doesNotExist();
    }

    @Test
    void redisKeepsItsExecutableAndItsPid() throws Exception {
        RedisServer redis = RedisServer.prepare(BINARIES, new FreePorts().next());
        RunningProgram.prepare(directory);

        RunningProgram running = RunningProgram.start(redis.program(), directory);
        running.awaitReady(LIMIT);

        Path pidFile = directory.resolve("run/redis.pid");
        assertThat(Files.readAllLines(pidFile).getFirst()).isEqualTo(Long.toString(running.pid()));
        assertThat(new PidFile(pidFile).process().flatMap(p -> p.info().command()))
                .hasValueSatisfying(command -> assertThat(command).contains("redis-server"));
        running.stop(LIMIT);
        assertThat(running.onExit()).succeedsWithin(LIMIT).isEqualTo(0);
    }

    private PostgresServer postgres() {
        return PostgresServer.prepare(
                BINARIES, directory.resolve("postgres"), new FreePorts().next(), "kept");
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server)) {
            return query(connection, sql);
        }
    }

    private static String query(Backends backends, String url, String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(
                        url, backends.databaseUsername(), backends.databasePassword())) {
            return query(connection, sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.username(), server.password());
    }
}

package org.chatcluster.deploy.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chatcluster.deploy.backends.process.Program;

/// An embedded PostgreSQL that keeps its data in a directory, and loses nothing that it has
/// acknowledged: `fsync` and `synchronous_commit` are on.
///
/// Started by root it runs in a user namespace of its own, since it refuses to run as root.
public final class PostgresServer {
    private static final String USERNAME = "postgres";

    /// Why each differs from PostgreSQL's default: durability is stated, not assumed; the outbox is
    /// a small table with a row in and out per message, so vacuum comes often and works fast;
    /// checkpoints are rare; statements that fail are logged without their text and values, which
    /// may be what people wrote.
    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("max_connections", "100"),
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("max_wal_size", "2GB"),
                    Map.entry("checkpoint_timeout", "15min"),
                    Map.entry("random_page_cost", "1.1"),
                    Map.entry("jit", "off"),
                    Map.entry("autovacuum_naptime", "10s"),
                    Map.entry("autovacuum_vacuum_cost_limit", "2000"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("log_min_error_statement", "panic"),
                    Map.entry("log_error_verbosity", "terse"));

    private final Path installation;
    private final Path data;
    private final String password;
    private final int port;
    private final String database;

    private PostgresServer(
            Path installation, Path data, String password, int port, String database) {
        this.installation = installation;
        this.data = data;
        this.password = password;
        this.port = port;
        this.database = database;
    }

    /// Unpacks the server and makes its data directory, if that has not been done before.
    ///
    /// @param directory of this server alone: `data`, and the `password` that only the owner reads
    /// @param database made together with the data directory; letters, digits and underscores
    public static PostgresServer prepare(Path binaries, Path directory, int port, String database) {
        try {
            Path installation = Binary.postgres().unpackInto(binaries);
            Files.createDirectories(directory);
            Path password = passwordFile(directory.resolve("password"));
            Path data = directory.resolve("data");
            if (!Files.exists(data)) {
                initialise(installation, data, password, database);
            }
            return new PostgresServer(
                    installation, data, Files.readString(password), port, database);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns the server as a program named `postgres`.
    public Program program() {
        List<String> command = command(installation, "postgres");
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Program("postgres", command, Map.of(), this::isReady, Program.StopSignal.INT);
    }

    /// Returns the JDBC URL of the database.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    /// Makes a database, if the server has none of that name. The server must be running.
    ///
    /// @param name letters, digits and underscores
    static void createDatabase(BackendAddresses server, String name) {
        String sql = creation(name);
        try (Connection connection =
                        DriverManager.getConnection(
                                server.databaseUrl(),
                                server.databaseUsername(),
                                server.databasePassword());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, name)) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot create database " + name, failed);
        }
    }

    private static String creation(String database) {
        if (!database.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + database);
        }
        return "CREATE DATABASE \"" + database + "\"";
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found =
                statement.executeQuery(
                        "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            return found.next();
        }
    }

    /// The file's lines are described in PostgreSQL's source, `miscadmin.h`: the first is the pid,
    /// the eighth the status.
    private boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException _) {
            return false;
        }
    }

    /// Renamed into place when it is whole, as the data directory is.
    private static Path passwordFile(Path path) throws IOException {
        if (!Files.exists(path)) {
            Path fresh = path.resolveSibling("password.new");
            var onlyOwner = PosixFilePermissions.fromString("rw-------");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(onlyOwner));
            Files.writeString(fresh, UUID.randomUUID().toString());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        }
        return path;
    }

    /// Made beside its final name and then renamed, so that a data directory is always whole.
    private static void initialise(Path installation, Path data, Path password, String database)
            throws IOException {
        Path fresh = data.resolveSibling("data.new");
        Directories.delete(fresh);
        List<String> initdb = command(installation, "initdb");
        initdb.addAll(List.of("-D", fresh.toString(), "-U", USERNAME));
        initdb.addAll(List.of("--pwfile", password.toString(), "--auth=scram-sha-256"));
        initdb.addAll(List.of("--encoding=UTF8", "--locale=C"));
        initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        run(initdb, "");
        List<String> singleUser = command(installation, "postgres");
        singleUser.addAll(List.of("--single", "-D", fresh.toString(), USERNAME));
        run(singleUser, creation(database) + "\n");
        Files.move(fresh, data);
    }

    private static void run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (Writer writer = process.outputWriter()) {
            writer.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0 || output.contains("ERROR:")) {
            throw new IOException("PostgreSQL could not be initialised: " + output.strip());
        }
    }

    private static List<String> command(Path installation, String program) {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(installation.resolve("bin").resolve(program).toString());
        return command;
    }
}

package org.chatcluster.deploy.backends;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The PostgreSQL and Redis that tests run against, and the one place that decides which: given
/// URLs (`CHAT_TEST_DATABASE_URL`, `_USERNAME`, `_PASSWORD` and `CHAT_TEST_REDIS_URL`), else
/// containers where a Docker engine answers and has or gets the images, else embedded servers.
/// Prints its choice in one line.
///
/// What it started ends with [#close()], and at the latest with this JVM.
public final class Backends implements AutoCloseable {
    private final BackendAddresses addresses;
    private final Runnable stop;
    private final Thread stopAtExit;

    private Backends(BackendAddresses addresses, Runnable stop) {
        this.addresses = addresses;
        this.stop = stop;
        this.stopAtExit = new Thread(stop, "stop-backends");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /// Returns running servers.
    ///
    /// @param directory for embedded servers: unpacked binaries are kept, data is made anew
    public static Backends start(Path directory) {
        return startUnlessEmbedded()
                .orElseGet(() -> {
                    EmbeddedBackends embedded = EmbeddedBackends.start(directory);
                    return announced("embedded", embedded.addresses(), embedded::stop);
                });
    }

    /// Returns running servers, or empty where they would be embedded ones, for a caller who then
    /// starts its own.
    public static Optional<Backends> startUnlessEmbedded() {
        Map<String, String> environment = System.getenv();
        if (GivenBackends.areIn(environment)) {
            BackendAddresses given = GivenBackends.from(environment);
            return Optional.of(announced("given by CHAT_TEST_*", given, () -> {}));
        }
        if (DockerEngine.isUsable()) {
            ContainerBackends containers = ContainerBackends.start();
            return Optional.of(
                    announced("in containers", containers.addresses(), containers::stop));
        }
        return Optional.empty();
    }

    public BackendAddresses addresses() {
        return addresses;
    }

    public String databaseUrl() {
        return addresses.databaseUrl();
    }

    public String databaseUsername() {
        return addresses.databaseUsername();
    }

    public String databasePassword() {
        return addresses.databasePassword();
    }

    public String redisUrl() {
        return addresses.redisUrl();
    }

    /// Makes a database, if there is none of that name, and returns its JDBC URL.
    ///
    /// @param name letters, digits and underscores
    public String createDatabase(String name) {
        PostgresServer.createDatabase(addresses, name);
        return addresses.withDatabase(name).databaseUrl();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopAtExit);
        stop.run();
    }

    private static Backends announced(String kind, BackendAddresses addresses, Runnable stop) {
        System.out.println("test backends: " + kind + ": " + addresses);
        return new Backends(addresses, stop);
    }
}

package org.chatcluster.deploy.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.RunningProgram;

/// Embedded servers with no data from before.
record EmbeddedBackends(
        BackendAddresses addresses, RunningProgram postgresProcess, RunningProgram redisProcess) {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    /// Servers that an earlier JVM left running on that directory are stopped first.
    static EmbeddedBackends start(Path given) {
        Path directory = given.toAbsolutePath().normalize();
        Path binaries = directory.resolve("binaries");
        FreePorts ports = new FreePorts();
        RunningProgram.prepare(directory);
        forget(directory.resolve("postgres"));
        PostgresServer postgres =
                PostgresServer.prepare(
                        binaries, directory.resolve("postgres"), ports.next(), "chat");
        RedisServer redis = RedisServer.prepare(binaries, ports.next());
        RunningProgram redisProcess = RunningProgram.start(redis.program(), directory);
        RunningProgram postgresProcess = RunningProgram.start(postgres.program(), directory);
        BackendAddresses addresses =
                new BackendAddresses(
                        postgres.url(), postgres.username(), postgres.password(), redis.url());
        EmbeddedBackends started = new EmbeddedBackends(addresses, postgresProcess, redisProcess);
        started.awaitReady();
        return started;
    }

    void stop() {
        redisProcess.stop(STOP_PATIENCE);
        postgresProcess.stop(STOP_PATIENCE);
    }

    private void awaitReady() {
        try {
            redisProcess.awaitReady(START_LIMIT);
            postgresProcess.awaitReady(START_LIMIT);
        } catch (RuntimeException failed) {
            stop();
            throw failed;
        }
    }

    private static void forget(Path data) {
        try {
            Directories.delete(data);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

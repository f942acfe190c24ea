package org.chatcluster.deploy.standalone.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.backends.process.StartFailed;

/// Starts an application once more beside a running cluster, where nobody calls it, so that its JVM
/// records an ahead-of-time cache for later starts ([StartCache]).
final class Rehearsal {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /// The JVM writes the cache when it ends.
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(2);

    /// 128 and the number of SIGTERM.
    private static final int STOPPED = 143;

    private final Program program;
    private final StartCache cache;
    private final Path directory;

    private Rehearsal(Program program, StartCache cache, Path directory) {
        this.program = program;
        this.cache = cache;
        this.directory = directory;
    }

    /// Returns the rehearsal of a node, or empty if it has no need of one: its cache is fresh, or
    /// it is not a jar.
    static Optional<Rehearsal> of(Program node, Path directory) {
        List<String> command = node.command();
        int flag = command.indexOf("-jar");
        if (flag < 0) {
            return Optional.empty();
        }
        StartCache cache = new StartCache(Path.of(command.get(flag + 1)));
        if (cache.isFresh()) {
            return Optional.empty();
        }
        Program recording =
                new Program(
                        node.name(),
                        cache.recording(command),
                        node.environment(),
                        node.readiness(),
                        node.stopSignal());
        return Optional.of(new Rehearsal(recording, cache, directory));
    }

    /// Returns the same at the lowest priority.
    Rehearsal inTheBackground() {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(program.command());
        Program nice =
                new Program(
                        program.name(),
                        command,
                        program.environment(),
                        program.readiness(),
                        program.stopSignal());
        return new Rehearsal(nice, cache, directory);
    }

    /// Runs it; takes about half a minute. An interrupt gives it up, and then there is no cache.
    ///
    /// @throws StartFailed if the application does not come up
    void run() {
        cache.discard();
        RunningProgram running = RunningProgram.start(program, directory);
        try {
            running.awaitReady(START_LIMIT);
            process(running).ifPresent(ProcessHandle::destroy);
            if (running.onExit().get(WRITE_LIMIT.toSeconds(), TimeUnit.SECONDS) == STOPPED) {
                cache.finish();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the start-up cache was not written", failed);
        } finally {
            process(running)
                    .ifPresent(
                            handle -> handle.descendants().forEach(ProcessHandle::destroyForcibly));
            running.stop(Duration.ZERO);
            cache.discard();
        }
    }

    private static Optional<ProcessHandle> process(RunningProgram running) {
        return ProcessHandle.of(running.pid());
    }
}

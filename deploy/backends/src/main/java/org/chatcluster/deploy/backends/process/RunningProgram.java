package org.chatcluster.deploy.backends.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.process.Program.StopSignal;

/// A program that was started, as the process that it is. Thread-safe.
///
/// It runs in a session of its own where the system has `setsid`, so that Ctrl-C reaches only the
/// one who started it, who then decides in which order things stop.
public final class RunningProgram {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String SETTING = "CHAT_";
    private static final int TAIL_LINES = 20;
    private static final Duration POLL = Duration.ofMillis(25);

    private final Program program;
    private final Process process;
    private final LogFile log;
    private final PidFile pidFile;
    private final AtomicBoolean endReported = new AtomicBoolean();

    private RunningProgram(Program program, Process process, LogFile log, PidFile pidFile) {
        this.program = program;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /// Makes room in the directory for a new run: logs are kept once, what an earlier run left
    /// running is stopped.
    public static void prepare(Path directory) {
        try {
            Files.createDirectories(directory.resolve("run"));
            Path logs = Files.createDirectories(directory.resolve("logs"));
            stopOrphans(directory);
            for (Path path : list(logs, ".log")) {
                new LogFile(path).rotate();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Stops what an earlier run left running, PostgreSQL last since the others are its clients.
    public static void stopOrphans(Path directory) {
        Path run = directory.resolve("run");
        if (!Files.exists(run)) {
            return;
        }
        try {
            Path postgres = run.resolve("postgres.pid");
            List<Path> pidFiles = list(run, ".pid");
            pidFiles.stream().filter(path -> !path.equals(postgres)).forEach(RunningProgram::end);
            end(postgres);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Starts the program; its log and pid file stand in `directory`, which was prepared.
    public static RunningProgram start(Program program, Path directory) {
        LogFile log = new LogFile(directory.resolve("logs/" + program.name() + ".log"));
        PidFile pidFile = new PidFile(directory.resolve("run/" + program.name() + ".pid"));
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(program.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith(SETTING));
        builder.environment().putAll(program.environment());
        try {
            Process process = builder.start();
            note(process, pidFile);
            return new RunningProgram(program, process, log, pidFile);
        } catch (IOException failed) {
            String sentence = program.name() + " could not be started: " + failed.getMessage();
            throw new StartFailed(sentence, log.path(), List.of());
        }
    }

    /// A process that no file names would outlive everybody who could stop it.
    private static void note(Process process, PidFile pidFile) throws IOException {
        try {
            pidFile.write(process.toHandle());
        } catch (IOException failed) {
            process.destroyForcibly();
            process.onExit().join();
            Files.deleteIfExists(pidFile.path());
            throw failed;
        }
    }

    /// Waits until the program serves.
    ///
    /// @throws StartFailed if it ended, or did not serve within the limit
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!program.readiness().isReady(process.pid())) {
            if (!process.isAlive()) {
                throw failure("ended with exit code " + process.exitValue() + " while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("did not answer within " + limit.toSeconds() + " s");
            }
            pause();
        }
    }

    /// Stops the program and returns once it is gone; kills it after the time given.
    public void stop(Duration patience) {
        Ending.end(process.toHandle(), program.stopSignal(), patience);
        pidFile.delete();
    }

    /// Kills the process without warning and returns once it is gone.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Completes with the exit code when the process ends; 128 and more say which signal it was.
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Tells the exit code if the process has ended and nobody was told by this before.
    public void reportEnd(IntConsumer listener) {
        if (!process.isAlive() && endReported.compareAndSet(false, true)) {
            listener.accept(process.exitValue());
        }
    }

    public Program program() {
        return program;
    }

    public long pid() {
        return process.pid();
    }

    private void pause() {
        try {
            process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure("was given up while starting");
        }
    }

    private StartFailed failure(String what) {
        return new StartFailed(program.name() + " " + what, log.path(), log.tail(TAIL_LINES));
    }

    private static void end(Path path) {
        PidFile pidFile = new PidFile(path);
        boolean isPostgres = path.endsWith("postgres.pid");
        StopSignal signal = isPostgres ? StopSignal.INT : StopSignal.TERM;
        pidFile.process().ifPresent(left -> Ending.end(left, signal, Duration.ofSeconds(10)));
        pidFile.delete();
    }

    private static List<Path> list(Path directory, String suffix) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(path -> path.toString().endsWith(suffix)).toList();
        }
    }
}

package org.chatcluster.deploy.backends.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A file that names a process by its pid, on its first line.
///
/// Invariant: the file is written after the process has started. A process of that pid that started
/// later than the file was written is therefore another one, and is never touched.
public record PidFile(Path path) {
    /// Start times come from the kernel's clock ticks, file times from the wall clock.
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /// Notes the pid of a process that has just been started.
    void write(long pid) throws IOException {
        Files.writeString(path, pid + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + path, failed);
        }
    }

    /// Returns the process that the file names, empty if there is no such file or the process has
    /// ended.
    public Optional<ProcessHandle> process() {
        try (var lines = Files.lines(path)) {
            long pid = Long.parseLong(lines.findFirst().orElse("").strip());
            Instant written = Files.getLastModifiedTime(path).toInstant();
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedBefore(process, written.plus(CLOCK_SLACK)));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean startedBefore(ProcessHandle process, Instant latest) {
        return process.info().startInstant().map(start -> !start.isAfter(latest)).orElse(false);
    }
}

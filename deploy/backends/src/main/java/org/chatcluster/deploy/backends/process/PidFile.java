package org.chatcluster.deploy.backends.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// A file that names a process: its pid on the first line, when it started on the second.
///
/// Invariant: a process of that pid that started at another time is another one, and is never
/// touched. So a folder that was copied, or that outlived a restart of the machine, names nobody.
public record PidFile(Path path) {
    /// Linux adds a process' start since boot to the time of boot, in whole seconds, which moves
    /// when the clock is corrected.
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /// Notes a process that has just been started.
    void write(ProcessHandle process) throws IOException {
        String start = process.info().startInstant().map(Instant::toString).orElse("");
        Files.writeString(path, process.pid() + "\n" + start + "\n");
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
        try {
            List<String> lines = Files.readAllLines(path);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            Instant start = Instant.parse(lines.get(1).strip());
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, start));
        } catch (IOException | NumberFormatException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant expected) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, expected).abs())
                .map(difference -> difference.compareTo(CLOCK_SLACK) <= 0)
                .orElse(false);
    }
}

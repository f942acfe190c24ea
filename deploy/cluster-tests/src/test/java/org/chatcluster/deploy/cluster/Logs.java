package org.chatcluster.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.client.Awaiting;

/// What the processes have logged.
public record Logs(Path directory) {
    /// Returns the logs, by process.
    public List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits until a process whose name begins so has logged, in one line, all of these.
    public void await(String process, String... parts) {
        Awaiting.upToSeconds(5)
                .untilAsserted(() ->
                        assertThat(linesWith(process, parts))
                                .as("lines of %s with %s", process, List.of(parts))
                                .isNotEmpty());
    }

    /// Returns the lines of processes whose names begin so that hold all of these.
    public List<String> linesWith(String process, String... parts) {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(process))
                .flatMap(file -> lines(file).stream())
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .toList();
    }

    /// Returns a log's lines.
    public static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

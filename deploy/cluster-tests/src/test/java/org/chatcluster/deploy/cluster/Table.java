package org.chatcluster.deploy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A table of test cases in a text file: cells between `|`, lines that begin with `#` are comments.
public record Table(List<List<String>> rows) {
    /// Reads the file that stands beside a class.
    public static Table read(Class<?> beside, String name) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new Table(
                    new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line ->
                                    Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                            .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.chatcluster.deploy.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.process.RunningProgram;

/// What an earlier run has left.
final class OldData {
    private OldData() {}

    /// Stops what still runs and deletes the data; unpacked programs stay.
    static void forget(Path directory) {
        RunningProgram.prepare(directory);
        Path postgres = directory.resolve("postgres");
        if (!Files.exists(postgres)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(postgres)) {
            List<Path> innermostFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

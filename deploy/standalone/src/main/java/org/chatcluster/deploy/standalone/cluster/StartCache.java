package org.chatcluster.deploy.standalone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The JVM's ahead-of-time cache of an application (JEP 514), beside its jar. It halves the CPU
/// that a start costs. The JVM itself refuses one that was made of another jar or by another JDK,
/// and starts without.
///
/// @param jar the application
record StartCache(Path jar) {
    /// Returns whether it was made since the application was built.
    boolean isFresh() {
        try {
            return Files.exists(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(jar))
                            > 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Returns the flags by which a JVM uses the cache if it is fresh, silent if it can't.
    List<String> flags() {
        return isFresh()
                ? List.of("-XX:AOTCache=" + file(), "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    /// Takes the command of the application, and returns the one that writes the cache when the
    /// application ends.
    List<String> recording(List<String> command) {
        List<String> recording = new ArrayList<>();
        recording.add(command.getFirst());
        recording.add("-XX:AOTCacheOutput=" + unfinished());
        recording.add("-Xlog:aot=off");
        recording.addAll(command.subList(1, command.size()));
        return recording;
    }

    /// Puts a cache that was written whole in place.
    void finish() {
        try {
            if (Files.exists(unfinished())) {
                Files.move(unfinished(), file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Removes what an unfinished recording left.
    void discard() {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            String left = unfinished().getFileName().toString();
            for (Path path :
                    files.filter(p -> p.getFileName().toString().startsWith(left)).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file() {
        return jar.resolveSibling(jar.getFileName() + ".aot");
    }

    private Path unfinished() {
        return jar.resolveSibling(jar.getFileName() + ".aot-unfinished");
    }
}

package org.chatcluster.deploy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.process.RunningProgram;

/// The repository that is being tested, as files.
public final class Checkout {
    private Checkout() {}

    /// Returns the repository's root, above the folder that the tests run in.
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("deploy/cluster-tests")))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("not inside the repository: " + start));
    }

    /// @throws IllegalStateException if a module's jar has not been built
    static void requireBuilt(Path root, String... modules) {
        for (String module : modules) {
            Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException(
                        jar + " is missing: build the whole repository first, mvn verify does");
            }
        }
    }

    /// Stops what an earlier run has left and deletes its data; unpacked programs stay.
    static void forgetData(Path directory) {
        RunningProgram.prepare(directory);
        Path postgres = directory.resolve("postgres");
        if (Files.exists(postgres)) {
            filesIn(postgres).reversed().forEach(Checkout::delete);
        }
    }

    /// Returns the folder and all that is below it, folders before what is in them.
    public static List<Path> filesIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

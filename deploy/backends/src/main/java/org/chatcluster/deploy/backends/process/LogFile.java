package org.chatcluster.deploy.backends.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The log of one program; the log of the run before is kept beside it.
record LogFile(Path path) {
    private static final int TAIL_BYTES = 16 * 1024;

    /// Makes room for the log of a new run.
    void rotate() throws IOException {
        if (Files.exists(path)) {
            Path previous = path.resolveSibling(path.getFileName() + ".1");
            Files.move(path, previous, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Returns the last lines, none if there is no log.
    List<String> tail(int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> all = new String(end, UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}

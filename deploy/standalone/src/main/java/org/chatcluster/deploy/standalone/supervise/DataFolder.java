package org.chatcluster.deploy.standalone.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.backends.Directories;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.jspecify.annotations.Nullable;

/// The folder in which one `deploy/up` keeps everything.
///
/// Invariants: only a folder with the marker `VERSION` is written to or wiped, or one that was
/// absent or empty; the marker is the first that such a folder gets and the last that it loses, so
/// a start that was cut short can be repeated; while this object is open no other process has the
/// folder open. The system drops the lock with the process, however that ends.
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String MARKER_FILE = "VERSION";
    private static final String UNFINISHED_MARKER = "VERSION.new";
    private static final String MARKER = "chat-cluster data ";
    private static final int VERSION = 1;
    private static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Returns the folder, which is made if there is none.
    ///
    /// @param fresh whether everything in it is removed
    /// @throws CannotStart if it is not a data folder, is in use, too new, or its disk is full
    static DataFolder open(Path given, boolean fresh) throws IOException {
        Path path = given.toAbsolutePath().normalize();
        checkMarker(path);
        Files.createDirectories(path);
        checkFreeSpace(path);
        FileChannel lockFile = lock(path);
        try {
            RunningProgram.stopOrphans(path);
            if (fresh) {
                wipe(path);
            }
            mark(path);
            return new DataFolder(path, lockFile);
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void checkMarker(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new CannotStart(path + " is not a folder, choose another with --data.");
        }
        Path marker = path.resolve(MARKER_FILE);
        String text = Files.isRegularFile(marker) ? Files.readString(marker).strip() : "";
        String version = text.startsWith(MARKER) ? text.substring(MARKER.length()) : "";
        if (!version.matches("[0-9]{1,9}")) {
            if (isEmpty(path)) {
                return;
            }
            throw new CannotStart(
                    path
                            + " holds something else than data of deploy/up, choose another folder"
                            + " with --data.");
        }
        if (Integer.parseInt(version) > VERSION) {
            throw new CannotStart(
                    "%s was written by a newer version (its format is %s, this one knows %d)."
                            .formatted(path, version, VERSION));
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(DataFolder::isBeforeTheMarker);
        }
    }

    private static boolean isBeforeTheMarker(Path entry) {
        return entry.endsWith(LOCK) || entry.endsWith(UNFINISHED_MARKER);
    }

    private static void checkFreeSpace(Path path) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new CannotStart(
                    "the disk of %s is full: %d MB are free, %d are needed."
                            .formatted(path, free >> 20, LEAST_FREE_BYTES >> 20));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            String pid = Files.readString(file).strip();
            throw new CannotStart(
                    "another deploy/up (process %s) runs on %s.".formatted(pid, path));
        }
        channel.truncate(0);
        channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private static void mark(Path path) throws IOException {
        Path marker = path.resolve(MARKER_FILE);
        if (!Files.exists(marker)) {
            Path unfinished = path.resolve(UNFINISHED_MARKER);
            Files.writeString(unfinished, MARKER + VERSION + "\n");
            Files.move(unfinished, marker, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void wipe(Path path) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(path)) {
            entries =
                    list.filter(entry -> !entry.endsWith(LOCK) && !entry.endsWith(MARKER_FILE))
                            .toList();
        }
        for (Path entry : entries) {
            Directories.delete(entry);
        }
        Files.deleteIfExists(path.resolve(MARKER_FILE));
    }
}

package org.chatcluster.deploy.backends;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A server's binaries, which lie on the class path, and are unpacked once per directory.
///
/// Invariant: what stands under its final name is whole, since it is unpacked beside it and then
/// renamed; several processes may unpack into one directory at the same time.
final class Binary {
    private static final String EXECUTABLE = "rwxr-xr-x";

    private final String resource;

    private Binary(String resource) {
        this.resource = resource;
    }

    /// The PostgreSQL of this system, an archive of a whole installation.
    static Binary postgres() {
        String arch = isArm() ? "arm_64" : "x86_64";
        return new Binary("postgres-" + system() + "-" + arch + ".txz");
    }

    /// The Redis server of this system, one executable.
    static Binary redis() {
        return new Binary("redis-server-7.0.15-" + system() + "-" + (isArm() ? "arm64" : "amd64"));
    }

    /// Returns where it is unpacked, after unpacking it if that has not been done before.
    Path unpackInto(Path directory) throws IOException {
        URL url = ClassLoader.getSystemResource(resource);
        if (url == null) {
            throw new IOException("there are no binaries for this system (" + resource + ")");
        }
        long size = url.openConnection().getContentLengthLong();
        Path unpacked = directory.resolve(resource.replace(".txz", "") + "-" + size);
        if (!Files.exists(unpacked)) {
            Files.createDirectories(directory);
            Path fresh = unpacked.resolveSibling(unpacked.getFileName() + "." + UUID.randomUUID());
            try (InputStream in = url.openStream()) {
                write(in, fresh);
            }
            rename(fresh, unpacked);
        }
        return unpacked;
    }

    private void write(InputStream in, Path fresh) throws IOException {
        if (resource.endsWith(".txz")) {
            untar(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in))), fresh);
        } else {
            Files.copy(in, fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(EXECUTABLE));
        }
    }

    private static void untar(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(target.resolve(path).getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, path);
                if ((entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(EXECUTABLE));
                }
            }
        }
    }

    private static void rename(Path fresh, Path unpacked) throws IOException {
        try {
            Files.move(fresh, unpacked);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            Directories.delete(fresh);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : "linux";
    }

    private static boolean isArm() {
        return System.getProperty("os.arch", "").equals("aarch64");
    }
}

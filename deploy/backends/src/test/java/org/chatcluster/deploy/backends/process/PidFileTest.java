package org.chatcluster.deploy.backends.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PidFileTest {
    @TempDir private Path directory;

    @Test
    void namesTheProcessThatWasWritten() throws IOException {
        PidFile file = new PidFile(directory.resolve("a.pid"));

        file.write(ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void aRecycledPidIsAnotherProcess() throws IOException {
        Path path = directory.resolve("a.pid");
        PidFile file = new PidFile(path);

        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
        Files.writeString(
                path, ProcessHandle.current().pid() + "\n" + started.minusSeconds(60) + "\n");

        assertThat(file.process()).isEmpty();
    }

    @Test
    void anAbsentOrBrokenFileNamesNobody() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.pid"), "not a number\n");
        Path cut =
                Files.writeString(
                        directory.resolve("short.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(new PidFile(broken).process()).isEmpty();
        assertThat(new PidFile(cut).process()).isEmpty();
        assertThat(new PidFile(directory.resolve("absent.pid")).process()).isEmpty();
    }
}

package org.chatcluster.deploy.backends.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
    @TempDir private Path directory;

    @Test
    void theTailIsTheLastLines() throws IOException {
        Path path = Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(path).tail(2)).containsExactly("two", "three");
        assertThat(new LogFile(path).tail(20)).containsExactly("one", "two", "three");
        assertThat(new LogFile(directory.resolve("absent.log")).tail(20)).isEmpty();
    }

    @Test
    void theLogOfTheRunBeforeIsKeptOnce() throws IOException {
        Path path = Files.writeString(directory.resolve("a.log"), "new");
        Path previous = Files.writeString(directory.resolve("a.log.1"), "old");

        new LogFile(path).rotate();

        assertThat(path).doesNotExist();
        assertThat(previous).hasContent("new");
    }
}

package org.chatcluster.deploy.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.RunningProgram;
import org.chatcluster.deploy.backends.process.StartFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stand-in for a JVM is a script that writes its first flag's file when it is stopped.
final class RehearsalIT {
    private static final String JVM =
            """
            #!/bin/sh
            echo half >"${1#-XX:AOTCacheOutput=}"
            trap 'echo whole >"${1#-XX:AOTCacheOutput=}"; exit 143' TERM
            touch ready
            while :; do sleep 0.1; done
            """;

    @TempDir private Path directory;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        RunningProgram.prepare(directory);
        Path build = Files.createDirectory(directory.resolve("build"));
        jar = Files.createFile(build.resolve("app.jar"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        Path jvm = Files.writeString(directory.resolve("jvm"), JVM);
        Files.setPosixFilePermissions(jvm, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theCacheIsPutInPlaceOnceTheNodeHasEnded() {
        Rehearsal.of(node(_ -> Files.exists(directory.resolve("ready"))), directory)
                .orElseThrow()
                .inTheBackground()
                .run();

        assertThat(directory.resolve("build/app.jar.aot")).hasContent("whole");
        assertThat(directory.resolve("build/app.jar.aot-unfinished")).doesNotExist();
        assertThat(directory.resolve("logs/api-rehearsal.log")).exists();
        assertThat(directory.resolve("run")).isEmptyDirectory();
        assertThat(new StartCache(jar).isFresh()).isTrue();
    }

    @Test
    void anInterruptGivesItUpAndLeavesNothing() throws Exception {
        Rehearsal rehearsal = Rehearsal.of(node(_ -> false), directory).orElseThrow();
        var run = new FutureTask<>((Callable<Boolean>) () -> ran(rehearsal));
        Thread thread = Thread.ofPlatform().daemon().start(run);
        await().until(() -> Files.exists(directory.resolve("ready")));
        Path pidFile = directory.resolve("run/api-rehearsal.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());

        thread.interrupt();

        assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StartFailed.class)
                .hasMessageContaining("api-rehearsal was given up while starting");
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(directory.resolve("run")).isEmptyDirectory();
        assertThat(directory.resolve("build")).isDirectoryNotContaining(path -> !path.equals(jar));
    }

    @Test
    void whatHasAFreshCacheOrIsNoJarNeedsNone() throws IOException {
        Program noJar =
                new Program(
                        "api-rehearsal",
                        List.of("true"),
                        Map.of(),
                        _ -> true,
                        Program.StopSignal.TERM);
        assertThat(Rehearsal.of(noJar, directory)).isEmpty();

        Files.createFile(directory.resolve("build/app.jar.aot"));
        assertThat(Rehearsal.of(node(_ -> true), directory)).isEmpty();
    }

    private static boolean ran(Rehearsal rehearsal) {
        rehearsal.run();
        return true;
    }

    private Program node(Program.Readiness readiness) {
        return new Program(
                "api-rehearsal",
                List.of(directory.resolve("jvm").toString(), "-jar", jar.toString()),
                Map.of(),
                readiness,
                Program.StopSignal.TERM);
    }
}

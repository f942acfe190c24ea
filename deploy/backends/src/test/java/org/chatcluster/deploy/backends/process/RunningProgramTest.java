package org.chatcluster.deploy.backends.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningProgramTest {
    private static final Program SLEEP =
            new Program(
                    "sleep", List.of("sleep", "600"), Map.of(), _ -> true, Program.StopSignal.TERM);

    @TempDir private Path directory;

    @Test
    void aProcessThatCannotBeNotedIsNotLeftRunning() throws IOException {
        RunningProgram.prepare(directory);
        Files.createDirectory(directory.resolve("run/sleep.pid"));

        assertThatThrownBy(() -> RunningProgram.start(SLEEP, directory))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("sleep could not be started");

        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(directory.resolve("run")).isEmptyDirectory();
    }

    @Test
    void anEndIsReportedOnceAndOnlyWhenItHasCome() {
        RunningProgram.prepare(directory);
        RunningProgram running = RunningProgram.start(SLEEP, directory);
        List<Integer> reported = new ArrayList<>();

        running.reportEnd(reported::add);
        assertThat(reported).isEmpty();

        running.kill();
        running.reportEnd(reported::add);
        running.reportEnd(reported::add);

        assertThat(reported).containsExactly(137);
        running.stop(Duration.ZERO);
    }

    @Test
    void whatAnEarlierRunLeftIsStoppedOnce() {
        RunningProgram.prepare(directory);
        RunningProgram left = RunningProgram.start(SLEEP, directory);

        RunningProgram.stopOrphans(directory);

        assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(143);
        assertThat(directory.resolve("run")).isEmptyDirectory();
    }
}

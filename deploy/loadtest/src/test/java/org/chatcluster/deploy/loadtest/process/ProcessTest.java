package org.chatcluster.deploy.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    private static final String TAIL = " 20 0 1 0 12 1000 20 18446744073709551615";

    @TempDir private Path proc;

    @Test
    void nameMayHoldSpacesAndParentheses() {
        assertThat(ProcStat.parse("42 (postgres: (a) b) S 7 42 42 0 -1 4 9 9 9 9 10 20 3 4" + TAIL))
                .contains(new ProcStat(42, 7, 37));
    }

    @Test
    void brokenLineIsNoProcess() {
        assertThat(ProcStat.parse("")).isEmpty();
        assertThat(ProcStat.parse("42 (java) S 7 42")).isEmpty();
    }

    @Test
    void timeOfDescendantsCountsWithTheRoot() throws IOException {
        stat(10, 1, "postgres", 5);
        stat(11, 10, "postgres: walwriter", 7);
        stat(12, 11, "deeper", 11);
        stat(13, 1, "redis-server", 100);

        CpuMeter meter = new CpuMeter(proc, Map.of("postgres", 10L, "redis", 13L, "gone", 99L));

        assertThat(meter.micros())
                .containsOnly(
                        Map.entry("postgres", 230_000L),
                        Map.entry("redis", 1_000_000L),
                        Map.entry("gone", 0L));
    }

    @Test
    void ownProcessHasTimeAndMemory() {
        long pid = ProcessHandle.current().pid();
        Jcmd jcmd = new Jcmd(Path.of(System.getProperty("java.home")));

        assertThat(new CpuMeter(Map.of("self", pid)).micros().get("self")).isPositive();
        assertThat(new MemoryMeter(jcmd).resident(pid)).isPositive();
        assertThat(new MemoryMeter(jcmd).held(Map.of("self", pid), List.of("self")))
                .hasEntrySatisfying("self", held -> assertThat(held.heap()).isPositive());
        assertThat(OpenFiles.limit()).isPositive();
    }

    private void stat(long pid, long parent, String name, int userTicks) throws IOException {
        Path folder = Files.createDirectory(proc.resolve(Long.toString(pid)));
        String line =
                "%d (%s) S %d 1 1 0 -1 4 9 9 9 9 %d 0 0 0".formatted(pid, name, parent, userTicks);
        Files.writeString(folder.resolve("stat"), line + TAIL);
    }
}

package org.chatcluster.deploy.loadtest.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much CPU time the processes of a cluster have used, user and system, with their descendants.
public final class CpuMeter {
    /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that Java runs on.
    private static final long MICROS_PER_TICK = 10_000;

    private final Path proc;
    private final Map<String, Long> pids;

    /// Takes process numbers by name.
    public CpuMeter(Map<String, Long> pids) {
        this(Path.of("/proc"), pids);
    }

    CpuMeter(Path proc, Map<String, Long> pids) {
        this.proc = proc;
        this.pids = new LinkedHashMap<>(pids);
    }

    /// Returns the microseconds that each has used since it began.
    public Map<String, Long> micros() {
        ProcessTable table = ProcessTable.read(proc);
        Map<String, Long> micros = new LinkedHashMap<>();
        pids.forEach((name, pid) -> micros.put(name, table.ticksOfTree(pid) * MICROS_PER_TICK));
        return micros;
    }
}

package org.chatcluster.deploy.loadtest.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chatcluster.deploy.loadtest.process.CpuMeter;
import org.chatcluster.deploy.loadtest.report.Report;

/// The CPU time of all processes between two moments, the generator's own apart.
public final class CpuWindow {
    private static final String SECTION = "cpu";

    private final CpuMeter servers;
    private final CpuMeter self =
            new CpuMeter(Map.of("load generator", ProcessHandle.current().pid()));
    private final Map<String, Long> used = new LinkedHashMap<>();
    private long ownUsed;
    private long began;
    private long lasted;

    public CpuWindow(Map<String, Long> pids) {
        this.servers = new CpuMeter(pids);
    }

    public void begin() {
        began = System.nanoTime();
        servers.micros().forEach((name, micros) -> used.put(name, -micros));
        ownUsed = -self.micros().values().iterator().next();
    }

    public void end() {
        lasted = System.nanoTime() - began;
        servers.micros().forEach((name, micros) -> used.merge(name, micros, Long::sum));
        ownUsed += self.micros().values().iterator().next();
    }

    /// Reports the use of each process, per unit of each kind of work done meanwhile.
    ///
    /// @param work how much of it by the name of one, such as `delivery`
    public void report(Report report, Map<String, Long> work) {
        used.forEach((name, micros) -> report.row(SECTION, name, columns(micros, work)));
        long total = used.values().stream().mapToLong(Long::longValue).sum();
        report.row(SECTION, "all servers", columns(total, work));
        report.row(SECTION, "load generator", columns(ownUsed, work));
    }

    private Map<String, Object> columns(long micros, Map<String, Long> work) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("seconds", micros / 1e6);
        columns.put("% of a core", micros * 1e5 / Math.max(1, lasted));
        work.forEach((name, count) ->
                columns.put("µs per " + name, (double) micros / Math.max(1, count)));
        return columns;
    }
}

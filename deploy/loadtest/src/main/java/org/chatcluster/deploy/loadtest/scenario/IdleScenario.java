package org.chatcluster.deploy.loadtest.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.process.Jcmd;
import org.chatcluster.deploy.loadtest.process.MemoryMeter;
import org.chatcluster.deploy.loadtest.process.MemoryMeter.Held;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.stage.CpuWindow;
import org.chatcluster.deploy.loadtest.stage.Sections;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.chatcluster.deploy.loadtest.stage.Stage;
import org.chatcluster.deploy.loadtest.tally.Counts;

/// Sockets that are open and silent, to see what each costs a gateway. Some are opened and dropped
/// before the first look, so that what a gateway loads once is not charged to them. The kernel's
/// own memory for a socket is not in the figures.
final class IdleScenario implements Scenario {
    private static final int MOST_REHEARSED = 500;

    private final int sockets;

    IdleScenario(int sockets) {
        this.sockets = sockets;
    }

    @Override
    public Report play(Stage stage, Settings settings) {
        rehearse(stage, settings);
        MemoryMeter memory = new MemoryMeter(new Jcmd(Path.of(System.getProperty("java.home"))));
        Map<String, Long> pids = stage.cluster().pids();
        List<String> gateways = stage.cluster().gatewayNames();
        Stage.Cast cast = stage.cast(Kind.GROUP, sockets, 1);
        Map<String, Held> before = memory.held(pids, gateways);
        long began = System.nanoTime();
        int retried = stage.connect(cast, sockets);
        double opening = (System.nanoTime() - began) / 1e9;
        stage.say("resting for %d s", settings.warmUp().toSeconds());
        Stage.waitUntil(System.nanoTime() + settings.warmUp().toNanos());
        CpuWindow cpu = new CpuWindow(pids);
        cpu.begin();
        stage.say("measuring for %d s", settings.measured().toSeconds());
        Stage.waitUntil(System.nanoTime() + settings.measured().toNanos());
        cpu.end();
        Map<String, Held> after = memory.held(pids, gateways);
        Counts counts = cast.crowd().count();
        cast.crowd().drop();

        Report report = new Report();
        Sections.conditions(report, "idle", stage);
        report.put("conditions", "sockets", sockets);
        report.put("conditions", "opened in s", opening);
        report.put("conditions", "connects retried", retried);
        report.put("conditions", "measured s", settings.measured().toSeconds());
        Sections.counts(report, counts);
        before.forEach((name, held) ->
                report.row(
                        "memory, KiB",
                        name,
                        columns(
                                held,
                                after.getOrDefault(name, held),
                                counts.nodes().getOrDefault(name, 0L))));
        cpu.report(report, Map.of("socket", (long) sockets));
        return report;
    }

    private void rehearse(Stage stage, Settings settings) {
        int rehearsed = Math.min(MOST_REHEARSED, sockets);
        Stage.Cast cast = stage.cast(Kind.GROUP, rehearsed, 1);
        stage.connect(cast, rehearsed);
        cast.crowd().drop();
        Stage.waitUntil(System.nanoTime() + settings.patience().toNanos());
    }

    private Map<String, Object> columns(Held before, Held after, long hellos) {
        double own = Math.max(1, hellos);
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("sockets", hellos);
        columns.put("rss before", before.resident());
        columns.put("rss after", after.resident());
        columns.put("heap before", before.heap());
        columns.put("heap after", after.heap());
        columns.put("rss/socket", (after.resident() - before.resident()) / own);
        columns.put("heap/socket", (after.heap() - before.heap()) / own);
        return columns;
    }
}

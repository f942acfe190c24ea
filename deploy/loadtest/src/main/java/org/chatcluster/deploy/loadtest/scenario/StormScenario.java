package org.chatcluster.deploy.loadtest.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.stage.CpuWindow;
import org.chatcluster.deploy.loadtest.stage.Recordings;
import org.chatcluster.deploy.loadtest.stage.Sections;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.chatcluster.deploy.loadtest.stage.Stage;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Latencies;
import org.chatcluster.deploy.loadtest.traffic.Connector;
import org.chatcluster.deploy.loadtest.traffic.Crowd;
import org.chatcluster.deploy.loadtest.traffic.Lane;

/// All sockets dropped at once by their clients, which come back as fast as they may: how long
/// until all are greeted, and until all receive again.
final class StormScenario implements Scenario {
    private final int groups;
    private final int members;
    private final int rounds;

    StormScenario(int groups, int members, int rounds) {
        this.groups = groups;
        this.members = members;
        this.rounds = rounds;
    }

    @Override
    public Report play(Stage stage, Settings settings) {
        Stage.Cast cast = stage.cast(Kind.GROUP, groups, members);
        Crowd crowd = cast.crowd();
        crowd.sendBySocket(cast.stamp(), stage.wiring().contentBytes());
        stage.connect(cast, groups * members);
        Report report = new Report();
        Sections.conditions(report, "storm", stage);
        report.put("conditions", "sockets", groups * members);
        report.put("conditions", "members", members);
        report.put("conditions", "rounds", rounds);
        report.put("conditions", "opening at once", stage.wiring().atOnce());
        stage.say("resting for %d s", settings.warmUp().toSeconds());
        Stage.waitUntil(System.nanoTime() + settings.warmUp().toNanos());
        Recordings recordings = Recordings.start(stage, settings);
        CpuWindow cpu = new CpuWindow(stage.cluster().pids());
        cpu.begin();
        for (int round = 1; round <= rounds; round++) {
            stage.say("storm %d of %d", round, rounds);
            report.row("storms, ms", "storm " + round, storm(stage, crowd));
            Stage.waitUntil(System.nanoTime() + settings.measured().toNanos() / rounds);
            crowd.settle(settings.patience());
        }
        cpu.end();
        recordings.stop();
        Counts counts = crowd.count();
        crowd.drop();
        Sections.counts(report, counts);
        cpu.report(report, Map.of("socket and storm", (long) groups * members * rounds));
        return report;
    }

    private static Map<String, Object> storm(Stage stage, Crowd crowd) {
        crowd.drop();
        long dropped = System.nanoTime();
        List<Comeback> comebacks =
                crowd.each(lane -> {
                    Connector connector = connector(stage, lane);
                    Comeback comeback = new Comeback(lane, connector, dropped);
                    lane.watch(comeback);
                    return comeback.begin();
                });
        Latencies greeted = new Latencies();
        Latencies receiving = new Latencies();
        long probes = 0;
        long retried = 0;
        for (Comeback comeback : comebacks) {
            greeted.add(comeback.greeted());
            receiving.add(comeback.receiving());
            probes += comeback.probes();
            retried += comeback.retried();
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("hello p50", greeted.millis(50));
        columns.put("all hello", greeted.millis(100));
        columns.put("receiving p50", receiving.millis(50));
        columns.put("all receiving", receiving.millis(100));
        columns.put("connects retried", retried);
        columns.put("messages", probes);
        return columns;
    }

    private static Connector connector(Stage stage, Lane lane) {
        int atOnce = Math.max(1, stage.wiring().atOnce() / stage.wiring().loops());
        return new Connector(lane, stage.transport(), stage.gateways(), atOnce);
    }
}

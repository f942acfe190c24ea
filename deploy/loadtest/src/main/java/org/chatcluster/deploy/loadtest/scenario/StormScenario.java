package org.chatcluster.deploy.loadtest.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.stage.CpuWindow;
import org.chatcluster.deploy.loadtest.stage.Recordings;
import org.chatcluster.deploy.loadtest.stage.Sections;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.chatcluster.deploy.loadtest.stage.Stage;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Latencies;
import org.chatcluster.deploy.loadtest.traffic.Crowd;

/// All sockets dropped at once by their clients, which miss what is written to their groups while
/// all are away, and then come back as fast as they may: how long until all are greeted, until all
/// have resumed with what they missed, and until all receive again.
final class StormScenario implements Scenario {
    private final int groups;
    private final int members;
    private final int rounds;
    private final int missed;

    StormScenario(int groups, int members, int rounds, int missed) {
        this.groups = groups;
        this.members = members;
        this.rounds = rounds;
        this.missed = missed;
    }

    @Override
    public Report play(Stage stage, Settings settings) {
        Stage.Cast cast = stage.cast(Kind.GROUP, groups, members);
        Crowd crowd = cast.crowd();
        crowd.sendBySocket(cast.stamp(), stage.wiring().contentBytes());
        stage.connect(cast, groups * members);
        List<StormLane> lanes =
                crowd.each(lane ->
                        CompletableFuture.completedFuture(
                                new StormLane(lane, stage, cast.stamp())));
        Report report = new Report();
        conditions(report, stage);
        stage.say("resting for %d s", settings.warmUp().toSeconds());
        Stage.waitUntil(System.nanoTime() + settings.warmUp().toNanos());
        Recordings recordings = Recordings.start(stage, settings);
        CpuWindow cpu = new CpuWindow(stage.cluster().pids());
        cpu.begin();
        long lacking = 0;
        for (int round = 1; round <= rounds; round++) {
            stage.say("storm %d of %d", round, rounds);
            lacking += storm(crowd, lanes, report, "storm " + round);
            Stage.waitUntil(System.nanoTime() + settings.measured().toNanos() / rounds);
            crowd.settle(settings.patience());
        }
        cpu.end();
        recordings.stop();
        Counts counts = crowd.count();
        crowd.drop();
        Sections.counts(report, counts);
        report.failIf(lacking, "resumed without all that they missed");
        report.failIf(counts.errors().values().stream().mapToLong(Long::longValue).sum(), "errors");
        cpu.report(report, Map.of("socket and storm", (long) groups * members * rounds));
        return report;
    }

    private void conditions(Report report, Stage stage) {
        Sections.conditions(report, "storm", stage);
        report.put("conditions", "sockets", groups * members);
        report.put("conditions", "members", members);
        report.put("conditions", "rounds", rounds);
        report.put("conditions", "missed", missed);
        report.put("conditions", "opening at once", stage.wiring().atOnce());
    }

    /// Puts a row into the report, and returns how many sockets resumed without all they missed.
    private long storm(Crowd crowd, List<StormLane> lanes, Report report, String name) {
        crowd.drop();
        long dropped = System.nanoTime();
        crowd.each(lane -> lanes.get(lane.share().index()).write(missed, dropped));
        long began = System.nanoTime();
        List<Comeback> comebacks =
                crowd.each(lane -> lanes.get(lane.share().index()).comeBack(began));
        Latencies greeted = new Latencies();
        Latencies resumed = new Latencies();
        Latencies receiving = new Latencies();
        for (Comeback comeback : comebacks) {
            greeted.add(comeback.greeted());
            resumed.add(comeback.resumed());
            receiving.add(comeback.receiving());
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("away", (began - dropped) / 1e6);
        columns.put("hello p50", greeted.millis(50));
        columns.put("all hello", greeted.millis(100));
        columns.put("resumed p50", resumed.millis(50));
        columns.put("all resumed", resumed.millis(100));
        columns.put("receiving p50", receiving.millis(50));
        columns.put("all receiving", receiving.millis(100));
        columns.put("paced 503", sum(comebacks, Comeback::paced));
        columns.put("connects retried", sum(comebacks, Comeback::retried));
        columns.put("messages", sum(comebacks, Comeback::probes));
        report.row("storms, ms", name, columns);
        return sum(comebacks, Comeback::lacking);
    }

    private static long sum(List<Comeback> comebacks, ToLongFunction<Comeback> count) {
        return comebacks.stream().mapToLong(count).sum();
    }
}

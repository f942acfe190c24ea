package org.chatcluster.deploy.loadtest.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.stage.CpuWindow;
import org.chatcluster.deploy.loadtest.stage.Recordings;
import org.chatcluster.deploy.loadtest.stage.Sections;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.chatcluster.deploy.loadtest.stage.Stage;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.chatcluster.deploy.loadtest.traffic.Crowd;

/// Messages in groups or pairs with every member connected, at a fixed rate or as fast as they
/// finish.
final class TrafficScenario implements Scenario {
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Traffic traffic;

    TrafficScenario(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public Report play(Stage stage, Settings settings) {
        Stage.Cast cast = stage.cast(traffic.kind(), traffic.chats(), traffic.members());
        Crowd crowd = cast.crowd();
        int contentBytes = stage.wiring().contentBytes();
        if (traffic.rest()) {
            crowd.sendByRest(cast.stamp(), contentBytes, stage.apis(), traffic.underWay());
        } else {
            crowd.sendBySocket(cast.stamp(), contentBytes);
        }
        int retried = stage.connect(cast, traffic.chats() * traffic.members());

        Recordings recordings = Recordings.start(stage, settings);
        Window window = window(settings);
        CpuWindow cpu = new CpuWindow(stage.cluster().pids());
        if (traffic.rate() > 0) {
            crowd.startAtRate(window, traffic.rate());
        } else {
            crowd.startAtMost(window, traffic.underWay());
        }
        stage.say("warming up for %d s", settings.warmUp().toSeconds());
        Stage.waitUntil(window.from());
        cpu.begin();
        stage.say("measuring for %d s", settings.measured().toSeconds());
        Stage.waitUntil(window.to());
        cpu.end();
        recordings.stop();
        if (!crowd.settle(settings.patience())) {
            stage.say("gave up waiting for stragglers after %d s", settings.patience().toSeconds());
        }
        Stage.waitUntil(System.nanoTime() + Math.min(QUIET_NANOS, settings.patience().toNanos()));
        Counts counts = crowd.count();
        crowd.drop();
        return report(stage, settings, counts, cpu, retried);
    }

    private static Window window(Settings settings) {
        long origin = System.nanoTime() + LEAD_NANOS;
        long from = origin + settings.warmUp().toNanos();
        return new Window(origin, from, from + settings.measured().toNanos());
    }

    private Report report(
            Stage stage, Settings settings, Counts counts, CpuWindow cpu, int retried) {
        Report report = new Report();
        Sections.conditions(report, traffic.kind() == Kind.DIRECT ? "direct" : "groups", stage);
        String section = "conditions";
        report.put(section, "chats", traffic.chats());
        report.put(section, "members", traffic.members());
        report.put(section, "rate", traffic.rate() == 0 ? "max" : traffic.rate() + "/s");
        report.put(
                section,
                "under way",
                traffic.rate() == 0 || traffic.rest()
                        ? Integer.toString(traffic.underWay())
                        : "unlimited");
        report.put(section, "via", traffic.rest() ? "rest" : "ws");
        report.put(section, "warm-up s", settings.warmUp().toSeconds());
        report.put(section, "measured s", settings.measured().toSeconds());
        report.put(section, "profiled", settings.profile().isPresent());
        report.put(section, "connects retried", retried);
        Sections.counts(report, counts);
        double seconds = settings.measured().toNanos() / 1e9;
        report.put("rates in the window", "sent/s", counts.sentInWindow / seconds);
        report.put("rates in the window", "acked/s", counts.ackedInWindow / seconds);
        report.put("rates in the window", "delivered/s", counts.deliveredInWindow / seconds);
        Sections.latency(report, "send to ack", counts.ack);
        Sections.latency(report, "send to delivery", counts.delivery);
        Sections.latency(report, "generator's own lag", counts.sendLag);
        Map<String, Long> work = new LinkedHashMap<>();
        work.put("delivery", counts.deliveredInWindow);
        work.put("message", counts.ackedInWindow);
        cpu.report(report, work);
        return report;
    }
}

package org.chatcluster.deploy.loadtest.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Latencies;

/// Puts into a report what all scenarios say in the same words.
public final class Sections {
    private Sections() {}

    public static void conditions(Report report, String scenario, Stage stage) {
        String section = "conditions";
        report.put(section, "scenario", scenario);
        report.put(section, "cores", Runtime.getRuntime().availableProcessors());
        report.put(section, "jdk", Runtime.version().toString());
        report.put(
                section,
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.put(section, "gateways", stage.cluster().gateways().size());
        report.put(section, "api nodes", stage.cluster().apis().size());
        report.put(section, "through balancer", stage.wiring().throughBalancer());
        report.put(section, "content bytes", stage.wiring().contentBytes());
        report.put(section, "generator loops", stage.wiring().loops());
        report.put(section, "transport", stage.transport().name());
    }

    public static void counts(Report report, Counts counts) {
        String section = "counts";
        report.put(section, "sent", counts.sent);
        report.put(section, "acked", counts.acked);
        report.put(section, "refused", counts.failed);
        report.put(section, "unanswered", counts.unanswered);
        report.put(section, "delivered", counts.delivered);
        report.put(section, "lost", counts.lost);
        report.put(section, "repeated", counts.repeated);
        report.put(section, "misdelivered", counts.misdelivered);
        report.put(section, "unreadable", counts.unreadable);
        report.put(section, "disconnected", counts.disconnected);
        counts.nodes().forEach((node, hellos) -> report.put("hellos by node", node, hellos));
        counts.errors().forEach((code, count) -> report.put("errors", code, count));
        counts.otherEvents().forEach((name, count) -> report.put("other frames", name, count));
        counts.closes().forEach((reason, count) -> report.put("disconnected", reason, count));
        report.failIf(counts.lost, "lost");
        report.failIf(counts.misdelivered, "misdelivered");
        report.failIf(counts.unreadable, "unreadable");
        report.failIf(counts.unanswered, "unanswered");
        report.failIf(counts.disconnected, "sockets disconnected");
    }

    public static void latency(Report report, String name, Latencies latencies) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("count", latencies.count());
        columns.put("p50", latencies.millis(50));
        columns.put("p90", latencies.millis(90));
        columns.put("p99", latencies.millis(99));
        columns.put("p99.9", latencies.millis(99.9));
        columns.put("max", latencies.millis(100));
        report.row("latency, ms", name, columns);
    }
}

package org.chatcluster.deploy.chaos.verdict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.MembershipChange;

/// A run's outcome, as a table for people and as JSON for programs.
///
/// @param heading what was run: seed, time, switches
/// @param recovery in microseconds, ascending
public record Report(String heading, Verdict verdict, Map<FaultKind, List<Long>> recovery) {
    private static final double MICROS = 1e6;
    private static final int EXAMPLES_SHOWN = 5;

    public Report {
        recovery = Map.copyOf(recovery);
    }

    public static Report of(String heading, History history) {
        return new Report(heading, Comparer.compare(history), Recovery.of(history));
    }

    /// Returns the table.
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append('\n').append(heading).append("\n\n");
        for (Promise promise : Promise.values()) {
            line(text, promise.row(), verdict.times(promise));
        }
        text.append('\n');
        Counts counts = verdict.counts();
        lines(text, counts);
        text.append(
                "\n%-42s%8s%8s%10s%10s%n".formatted("fault", "times", "values", "median", "max"));
        for (FaultKind kind : FaultKind.values()) {
            long times = counts.faults().getOrDefault(kind, 0L);
            List<Long> all = recovery.getOrDefault(kind, List.of());
            text.append(
                    "%-42s%8d%8d%10s%10s%n"
                            .formatted(kind.words(), times, all.size(), median(all), max(all)));
        }
        text.append('\n').append(Recovery.DEFINITION);
        verdict.broken()
                .forEach((promise, broken) -> {
                    text.append("\n").append(promise.row()).append(", for instance:\n");
                    broken.examples().stream()
                            .limit(EXAMPLES_SHOWN)
                            .forEach(example -> text.append("  ").append(example).append('\n'));
                });
        counts.missing().forEach(sentence -> text.append("\nvoid: ").append(sentence));
        text.append(verdict.holds() ? "\nEvery promise held.\n" : "\nPROMISES WERE BROKEN.\n");
        return text.toString();
    }

    /// Returns the same as JSON; times are in seconds.
    public String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("heading", heading).put("holds", verdict.holds());
        ObjectNode violations = root.putObject("violations");
        ObjectNode examples = root.putObject("examples");
        for (Promise promise : Promise.values()) {
            String name = promise.name().toLowerCase(java.util.Locale.ROOT);
            violations.put(name, verdict.times(promise));
            Verdict.Broken broken = verdict.broken().get(promise);
            if (broken != null) {
                broken.examples().forEach(examples.putArray(name)::add);
            }
        }
        Counts counts = verdict.counts();
        ObjectNode numbers = root.putObject("counts");
        for (Change.Kind kind : Change.Kind.values()) {
            numbers.put(kind.name().toLowerCase(java.util.Locale.ROOT), counts.changed(kind));
        }
        for (MembershipChange.Kind kind : MembershipChange.Kind.values()) {
            numbers.put(
                    "members_" + kind.name().toLowerCase(java.util.Locale.ROOT), counts.came(kind));
        }
        numbers.put("frames", counts.frames()).put("departed", counts.departed());
        numbers.put("acked", counts.acked())
                .put("stored", counts.stored())
                .put("live", counts.live())
                .put("plain_live", counts.plainLive())
                .put("resumed", counts.resumed())
                .put("marks", counts.marks())
                .put("unread", counts.unread());
        ObjectNode faults = root.putObject("faults");
        for (FaultKind kind : FaultKind.values()) {
            List<Long> all = recovery.getOrDefault(kind, List.of());
            ObjectNode fault = faults.putObject(kind.name().toLowerCase(java.util.Locale.ROOT));
            fault.put("times", counts.faults().getOrDefault(kind, 0L));
            fault.put("values", all.size());
            if (!all.isEmpty()) {
                fault.put("median_s", all.get(all.size() / 2) / MICROS);
                fault.put("max_s", all.getLast() / MICROS);
            }
        }
        return root.toPrettyString();
    }

    private static void lines(StringBuilder text, Counts counts) {
        line(text, "messages acknowledged", counts.acked());
        line(text, "messages in PostgreSQL", counts.stored());
        line(text, "delivered live, over all devices", counts.live());
        line(text, "  of these to plain devices", counts.plainLive());
        line(text, "delivered by resume", counts.resumed());
        line(text, "edits acknowledged", counts.changed(Change.Kind.EDIT));
        line(text, "deletions acknowledged", counts.changed(Change.Kind.DELETION));
        line(
                text,
                "reactions acknowledged",
                counts.changed(Change.Kind.REACTION) + counts.changed(Change.Kind.TAKEN_REACTION));
        line(text, "members added", counts.came(MembershipChange.Kind.ADDED));
        line(text, "members removed", counts.came(MembershipChange.Kind.REMOVED));
        line(text, "members left", counts.came(MembershipChange.Kind.LEFT));
        line(text, "looked for before removals", counts.departed());
        line(text, "read marks moved", counts.marks());
        line(text, "unread counts compared", counts.unread());
        line(text, "frames held against the contract", counts.frames());
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append("%-42s%8d%n".formatted(name, value));
    }

    private static String median(List<Long> all) {
        return all.isEmpty() ? "-" : seconds(all.get(all.size() / 2));
    }

    private static String max(List<Long> all) {
        return all.isEmpty() ? "-" : seconds(all.getLast());
    }

    private static String seconds(long micros) {
        return "%.2f s".formatted(micros / MICROS);
    }
}

package org.chatcluster.deploy.cluster.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.chatcluster.deploy.cluster.Checkout;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The expressions of the alert rules and of the dashboard.
public final class Expressions {
    /// Labels in braces, ranges in brackets, texts, and label lists of `by`, `on` and the like.
    private static final Pattern NOT_METRICS =
            Pattern.compile(
                    "\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*_[a-z0-9_]+|\\bup\\b");
    private static final Set<String> FUNCTIONS =
            Set.of("histogram_quantile", "quantile_over_time", "group_left");

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    /// A name that is not ours, neither a function's nor a label's, and is not followed by labels
    /// of which one is `job`.
    private static final Pattern OF_ANY_JOB =
            Pattern.compile(
                    "\\b(?!chat_|group_)([a-z][a-z0-9]*_[a-z0-9_]+|up)\\b(?!\\s*\\(|[=!]~?=?\"|\\{[^}]*\\bjob[=!])");

    private Expressions() {}

    /// Returns the alert rules.
    static List<Map<?, ?>> alerts(Path file) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
        return list(root.get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    /// Returns a file's text.
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> list(@Nullable Object items) {
        if (items instanceof List<?> list) {
            return list.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
        }
        throw new IllegalArgumentException("not a list: " + items);
    }

    /// Returns what the alert rules ask for.
    static List<String> ofAlerts() {
        return alerts(Checkout.root().resolve("deploy/monitoring/alerts.yml")).stream()
                .map(rule -> String.valueOf(rule.get("expr")))
                .toList();
    }

    /// Returns what the panels of the dashboard ask for.
    static List<String> ofDashboard() {
        return Dashboard.read().targets().stream().map(Dashboard.Target::expression).toList();
    }

    /// Returns those that ask for a metric which other applications may have too, such as the
    /// JVM's, without saying that it be one of our jobs'.
    static List<String> ofAnyJob(List<String> expressions) {
        return expressions.stream()
                .filter(expression ->
                        OF_ANY_JOB.matcher(TEXT.matcher(expression).replaceAll("\"\"")).find())
                .toList();
    }

    /// Returns the metrics that the alert rules ask for.
    public static Set<String> metricsOfAlerts() {
        return metricsIn(ofAlerts());
    }

    /// Returns the metrics that the panels of the dashboard ask for.
    public static Set<String> metricsOfDashboard() {
        return metricsIn(ofDashboard());
    }

    private static Set<String> metricsIn(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.stream()
                .map(expression -> NOT_METRICS.matcher(expression).replaceAll(" "))
                .forEach(expression ->
                        NAME.matcher(expression)
                                .results()
                                .map(match -> match.group())
                                .forEach(names::add));
        names.removeAll(FUNCTIONS);
        return names;
    }
}

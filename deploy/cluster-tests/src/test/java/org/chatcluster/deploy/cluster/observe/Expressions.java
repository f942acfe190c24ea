package org.chatcluster.deploy.cluster.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The expressions of the alert rules and of the dashboard.
final class Expressions {
    /// Labels in braces, ranges in brackets, texts, and label lists of `by`, `on` and the like.
    private static final Pattern NOT_METRICS =
            Pattern.compile(
                    "\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*_[a-z0-9_]+|\\bup\\b");
    private static final Set<String> FUNCTIONS =
            Set.of("histogram_quantile", "quantile_over_time", "group_left");

    private Expressions() {}

    /// Returns the alert rules.
    static List<Map<?, ?>> alerts(Path file) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
        return list(root.get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    /// Returns a file's text.
    static String text(Path file) {
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

    /// Returns the metrics that the alert rules ask for.
    static Set<String> metricsOfAlerts(Path file) {
        return metricsIn(alerts(file).stream().map(rule -> String.valueOf(rule.get("expr"))));
    }

    /// Returns the metrics that the panels of a dashboard ask for.
    static Set<String> metricsOfDashboard(Path file) {
        try {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            return metricsIn(
                    dashboard.path("panels").findValues("expr").stream().map(JsonNode::asText));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> metricsIn(Stream<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions
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

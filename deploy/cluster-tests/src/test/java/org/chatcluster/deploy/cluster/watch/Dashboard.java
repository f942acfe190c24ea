package org.chatcluster.deploy.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chatcluster.deploy.cluster.Checkout;

/// The dashboard for Grafana, as its file has it.
record Dashboard(JsonNode json) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /// What a panel asks for.
    ///
    /// @param legend how it calls each answer, with labels in double braces
    record Target(String expression, String legend) {
        /// Returns the expression with Grafana's variables filled in: all nodes, and a minute.
        String filledIn() {
            return expression.replace("$node", ".*").replace("$__rate_interval", "1m");
        }

        /// Returns the labels that the legend wants of every answer.
        List<String> labels() {
            return LABEL.matcher(legend)
                    .results()
                    .map(MatchResult::group)
                    .map(Target::bare)
                    .toList();
        }

        private static String bare(String label) {
            return label.substring(2, label.length() - 2);
        }
    }

    static Dashboard read() {
        try {
            return new Dashboard(
                    new ObjectMapper()
                            .readTree(
                                    Checkout.root()
                                            .resolve("deploy/monitoring/grafana/chat-cluster.json")
                                            .toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the panels that show something, rows left out.
    List<JsonNode> panels() {
        return json.path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<Target> targets() {
        return panels().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target ->
                        new Target(
                                target.path("expr").asText(), target.path("legendFormat").asText()))
                .toList();
    }
}

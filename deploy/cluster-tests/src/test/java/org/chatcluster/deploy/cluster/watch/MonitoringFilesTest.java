package org.chatcluster.deploy.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of `deploy/monitoring`: each alert says what it is and leads to what is to be done,
/// and Prometheus takes them, where its `promtool` is installed.
final class MonitoringFilesTest {
    private final Path folder = Checkout.root().resolve("deploy/monitoring");

    @Test
    void everyAlertLeadsToItsSectionOfTheRunbook() {
        Set<String> anchors =
                Expressions.text(Checkout.root().resolve("docs/operations.md"))
                        .lines()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring(4).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());

        assertThat(Expressions.alerts(folder.resolve("alerts.yml")))
                .hasSizeGreaterThan(20)
                .allSatisfy(rule -> {
                    Map<?, ?> annotations =
                            (Map<?, ?>) Objects.requireNonNull(rule.get("annotations"));
                    String anchor = String.valueOf(rule.get("alert")).toLowerCase(Locale.ROOT);
                    assertThat(String.valueOf(annotations.get("summary"))).isNotBlank();
                    assertThat(annotations.get("runbook"))
                            .isEqualTo("docs/operations.md#" + anchor);
                    assertThat(anchors).contains(anchor);
                });
    }

    @Test
    void whatOtherApplicationsHaveTooIsAskedForOfOurJobsAlone() {
        assertThat(Expressions.ofAnyJob(Expressions.ofAlerts())).isEmpty();
        assertThat(Expressions.ofAnyJob(Expressions.ofDashboard())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true;  max by (node, pool) (hikaricp_connections_pending) > 2",
                "true;  sum(rate(jvm_gc_pause_seconds_sum{node=~\"a\"}[5m]))",
                "true;  process_cpu_usage{job=\"chat-api\"} * on (instance) group_left system_cpu_count",
                "true;  up == 0",
                "false; absent(up{job=\"chat-api\"})",
                "false; sum by (code) (rate(chat_gateway_closes_total[5m])) > 0",
                "false; histogram_quantile(0.9, sum by (le) (rate(chat_api_send_seconds_bucket[5m])))",
                "false; jvm_memory_used_bytes{memory_area=\"not_heap\", job=~\"chat-.*\"}",
            })
    void expressionOfAnyJobWouldBeFound(boolean found, String expression) {
        assertThat(Expressions.ofAnyJob(List.of(expression))).hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check config prometheus.yml",
                "check rules alerts.yml",
                "test rules alerts_test.yml",
            })
    void prometheusTakesThem(String arguments) throws Exception {
        assumeTrue(Prometheus.isOnPath("promtool"), "promtool is not installed");
        Process process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of("promtool"),
                                                Stream.of(arguments.split(" ", -1)))
                                        .toList())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}

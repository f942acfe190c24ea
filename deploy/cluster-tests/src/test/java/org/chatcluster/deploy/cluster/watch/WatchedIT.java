package org.chatcluster.deploy.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.chatcluster.deploy.cluster.watch.Dashboard.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/// The alert rules and the dashboard on a real Prometheus that scrapes a running cluster: whether
/// series match each other shows on real ones alone.
@OnCluster
@EnabledIf(
        value = "org.chatcluster.deploy.cluster.watch.Prometheus#isInstalled",
        disabledReason = "prometheus is not installed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WatchedIT {
    private final TestCluster cluster;
    private Prometheus prometheus;

    WatchedIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void start() {
        prometheus =
                Prometheus.watching(Checkout.root().resolve("deploy/cluster-tests/target/cluster"));
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    /// A panel that shows what is greater than 0 alone may be empty.
    @Test
    void everyPanelShowsSomethingAndHasTheLabelsOfItsLegend() {
        Person alice = cluster.register("Alice");
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);
        List<Target> targets = Dashboard.read().targets();

        try (Socket socket = bob.connect(cluster.gateway(1))) {
            alice.send(chat, "counted");
            socket.await("message.created", chat, 1);

            assertThat(targets).hasSizeGreaterThan(50);
            soon().untilAsserted(() ->
                    assertThat(targets)
                            .allSatisfy(target -> {
                                List<JsonNode> found = prometheus.query(target.filledIn());
                                if (!target.expression().endsWith(" > 0")) {
                                    assertThat(found).as(target.expression()).isNotEmpty();
                                }
                                assertThat(found)
                                        .allSatisfy(series ->
                                                assertThat(series.path("metric").fieldNames())
                                                        .toIterable()
                                                        .containsAll(target.labels()));
                            }));
        }
    }

    @Test
    void everyRuleIsEvaluatedWithoutAnError() {
        soon().untilAsserted(() ->
                assertThat(prometheus.rules())
                        .hasSameSizeAs(Expressions.ofAlerts())
                        .allSatisfy(rule ->
                                assertThat(rule.path("health").asText())
                                        .as(rule.toString())
                                        .isEqualTo("ok")));
    }

    private static ConditionFactory soon() {
        return Awaiting.upToSeconds(60).pollInterval(Duration.ofMillis(500));
    }
}

package org.chatcluster.deploy.cluster.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.chatcluster.deploy.cluster.watch.Expressions;
import org.junit.jupiter.api.Test;

/// The metrics of a running cluster, and that what watches it asks for metrics that are there.
@OnCluster
final class ObservedIT {
    private final TestCluster cluster;

    ObservedIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    private void talk() {
        Person alice = cluster.register("Alice");
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);
        try (Socket socket = bob.connect(cluster.gateway(1))) {
            alice.send(chat, "counted");
            socket.await("message.created", chat, 1);
        }
    }

    @Test
    void everyMetricOfTheAlertsAndTheDashboardIsThere() {
        talk();
        Set<String> there = new TreeSet<>(Scrape.of(cluster.api(1)).names());
        there.addAll(Scrape.of(cluster.gateway(1)).names());
        // What Prometheus itself has of every target.
        there.add("up");

        assertThat(Expressions.metricsOfAlerts()).hasSizeGreaterThan(15).isSubsetOf(there);
        assertThat(Expressions.metricsOfDashboard()).hasSizeGreaterThan(40).isSubsetOf(there);
    }

    @Test
    void everyMetricOfOursIsExplained() {
        talk();
        Set<String> ours = new TreeSet<>(Scrape.of(cluster.api(1)).names());
        ours.addAll(Scrape.of(cluster.gateway(1)).names());
        ours.removeIf(name -> !name.startsWith("chat_"));
        String document = Expressions.text(Checkout.root().resolve("docs/observability.md"));

        assertThat(ours)
                .allSatisfy(name ->
                        assertThat(document)
                                .contains(
                                        "`"
                                                + name.replaceFirst("_(bucket|count|sum|max)$", "")
                                                + "`"));
    }

    @Test
    void countersMoveWithDeliveries() {
        Scrape apiBefore = Scrape.of(cluster.api(1));
        Scrape gatewayBefore = Scrape.of(cluster.gateway(1));
        Person alice = cluster.register("Alice").at(cluster.api(1));
        Person bob = cluster.register("Bob");
        long chat = alice.directChatWith(bob);

        try (Socket socket = bob.connect(cluster.gateway(1))) {
            for (int i = 1; i <= 5; i++) {
                alice.send(chat, "counted");
                socket.await("message.created", chat, i);
            }

            Awaiting.upToSeconds(5)
                    .untilAsserted(() -> {
                        Scrape gateway = Scrape.of(cluster.gateway(1));
                        assertThat(grown(gatewayBefore, gateway, "chat_gateway_deliveries_total"))
                                .isGreaterThanOrEqualTo(5);
                        assertThat(
                                        grown(
                                                gatewayBefore,
                                                gateway,
                                                "chat_gateway_delivered_bytes_total"))
                                .isGreaterThan(500);
                        assertThat(
                                        grown(
                                                gatewayBefore,
                                                gateway,
                                                "chat_gateway_send_to_socket_seconds_count"))
                                .isPositive();
                        assertThat(gateway.sum("chat_gateway_connections")).isPositive();
                        Scrape api = Scrape.of(cluster.api(1));
                        assertThat(grown(apiBefore, api, "chat_api_send_seconds_count"))
                                .isGreaterThanOrEqualTo(5);
                        assertThat(grown(apiBefore, api, "chat_api_published_channels_total"))
                                .isGreaterThanOrEqualTo(10);
                    });
        }
    }

    private static double grown(Scrape before, Scrape after, String name) {
        return after.sum(name) - before.sum(name);
    }

    @Test
    void nobodyGetsMetricsFromOutside() {
        for (String path :
                new String[] {"/prometheus", "/metrics", "/%70rometheus", "//prometheus"}) {
            assertThat(Scrape.get(cluster.balancer(), path).statusCode()).as(path).isEqualTo(404);
        }
        for (URI node : new URI[] {cluster.api(1), cluster.gateway(1)}) {
            assertThat(Scrape.get(node, "/prometheus", "X-Forwarded-For", "10.1.2.3").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void probesAnswerApart() {
        for (URI node : new URI[] {cluster.api(1), cluster.gateway(1)}) {
            for (String probe : new String[] {"startup", "liveness", "readiness"}) {
                assertThat(Scrape.get(node, "/health/" + probe).statusCode())
                        .as("%s of %s", probe, node)
                        .isEqualTo(200);
            }
        }
    }
}

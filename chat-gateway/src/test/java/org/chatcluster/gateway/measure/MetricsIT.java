package org.chatcluster.gateway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What Prometheus gets of a gateway, and what others do not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MetricsIT {
    private final Cluster cluster = new Cluster();
    private GatewayNode node;

    @BeforeAll
    void start() {
        node = cluster.startNode("gateway-1", Map.of());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Returns the value of a metric, of which the node has one with these labels.
    private double value(String nameAndLabels) {
        String metrics = get("/prometheus").body();
        return metrics.lines()
                .filter(line -> line.startsWith(nameAndLabels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(nameAndLabels + " in " + metrics));
    }

    @Test
    void whatComesThroughAProxyGetsNoMetrics() {
        assertThat(get("/prometheus").statusCode()).isEqualTo(200);
        assertThat(get("/prometheus", "X-Forwarded-For", "10.0.0.1").statusCode()).isEqualTo(404);
        assertThat(get("/prometheus", "forwarded", "for=10.0.0.1").statusCode()).isEqualTo(404);
    }

    @Test
    void nodeSaysThatItHasStarted() {
        assertThat(get("/health/startup").statusCode()).isEqualTo(200);
        assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void deliveriesAreCountedAndSampledOnesTimed() {
        double deliveries = value("chat_gateway_deliveries_total");
        double bytes = value("chat_gateway_delivered_bytes_total");
        try (TestSocket socket = node.connect(cluster.keys().token(41))) {
            cluster.redis().publishSample(9, 9);
            String frame = cluster.redis().publishMessage(41, 9, "{\"id\":9}");
            assertThat(socket.nextText()).isEqualTo(frame);

            await().until(() -> value("chat_gateway_deliveries_total") == deliveries + 1);
            assertThat(value("chat_gateway_delivered_bytes_total"))
                    .isEqualTo(bytes + 2 + frame.length());
            assertThat(value("chat_gateway_send_to_socket_seconds_count")).isEqualTo(1);
            assertThat(value("chat_gateway_send_to_socket_seconds_sum")).isPositive();
            assertThat(value("chat_gateway_connections")).isEqualTo(1);
            assertThat(value("chat_gateway_subscriptions{node=\"gateway-1\"}")).isPositive();
        }
        await().until(() -> value("chat_gateway_connections") == 0);
    }

    @Test
    void refusedSocketsAndUpgradesAreCounted() {
        double badTokens = value("chat_gateway_refused_sockets_total{code=\"1008\"");
        double origins =
                value("chat_gateway_refused_upgrades_total{node=\"gateway-1\",reason=\"origin\"");

        try (TestSocket socket = node.open("?token=nonsense")) {
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
        get("/ws", "Origin", "https://elsewhere.example");

        assertThat(value("chat_gateway_refused_sockets_total{code=\"1008\""))
                .isEqualTo(badTokens + 1);
        assertThat(
                        value(
                                "chat_gateway_refused_upgrades_total{node=\"gateway-1\",reason=\"origin\""))
                .isEqualTo(origins + 1);
    }
}

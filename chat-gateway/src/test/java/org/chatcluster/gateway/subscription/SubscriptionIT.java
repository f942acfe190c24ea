package org.chatcluster.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestRedis;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SubscriptionIT {
    private final Cluster cluster = new Cluster();
    private final TestRedis redis = cluster.redis();
    private GatewayNode gateway;

    @BeforeAll
    void start() {
        gateway = cluster.startNode("gateway-1", Map.of("chat.fanout.linger", "300ms"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void userIsSubscribedOnceWhateverTheNumberOfSocketsAndUntilAfterTheLast() {
        long before = redis.calls("subscribe");
        try (TestSocket one = gateway.connect(cluster.keys().token(1))) {
            try (TestSocket other = gateway.connect(cluster.keys().token(1))) {
                assertThat(redis.calls("subscribe") - before).isOne();
            }
            String frame = redis.publishMessage(1, 1, "{}");
            assertThat(one.nextText()).isEqualTo(frame);
        }
        assertThat(redis.listeners(1)).isOne();
        await().until(() -> redis.listeners(1) == 0);
    }

    @Test
    void reconnectWithinTheLingerCostsRedisNothing() {
        gateway.connect(cluster.keys().token(2)).close();
        long before = redis.calls("subscribe");

        try (TestSocket again = gateway.connect(cluster.keys().token(2))) {
            assertThat(redis.calls("subscribe")).isEqualTo(before);
            String frame = redis.publishMessage(2, 1, "{}");
            assertThat(again.nextText()).isEqualTo(frame);
        }
    }

    @Test
    void eventsArriveAgainAfterTheConnectionWasCut() throws Exception {
        List<TestSocket> sockets = new ArrayList<>();
        for (int user = 100; user < 150; user++) {
            sockets.add(gateway.connect(cluster.keys().token(user)));
        }
        assertThat(redis.killSubscribers()).isPositive();

        await().until(() -> redis.listeners(100) == 1 && redis.listeners(149) == 1);
        for (int user = 100; user < 150; user++) {
            String frame = redis.publishMessage(user, 1, "{\"user\":" + user + "}");
            assertThat(sockets.get(user - 100).nextText()).isEqualTo(frame);
        }
        try (TestSocket late = gateway.connect(cluster.keys().token(150))) {
            assertThat(redis.listeners(150)).isOne();
        }
        assertThat(readiness()).isEqualTo(200);
        sockets.forEach(TestSocket::close);
    }

    private int readiness() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void readinessIsDownWithoutRedis() throws Exception {
        GatewayNode lonely =
                cluster.startNode("gateway-2", Map.of("chat.redis.url", "redis://127.0.0.1:1"));
        URI uri = URI.create("http://127.0.0.1:" + lonely.port() + "/health/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(uri.resolve("readiness")).build();
            HttpRequest alive = HttpRequest.newBuilder(uri.resolve("liveness")).build();

            assertThat(client.send(ready, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
            assertThat(client.send(alive, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }
}

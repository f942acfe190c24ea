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

final class SubscriptionIT {
    private static final Cluster CLUSTER = new Cluster();
    private static final TestRedis REDIS = CLUSTER.redis();
    private static GatewayNode gateway;

    @BeforeAll
    static void start() {
        gateway = CLUSTER.startNode("gateway-1", Map.of("chat.fanout.linger", "300ms"));
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void userIsSubscribedOnceWhateverTheNumberOfSocketsAndUntilAfterTheLast() {
        long before = REDIS.calls("subscribe");
        try (TestSocket one = gateway.connect(CLUSTER.keys().token(1))) {
            try (TestSocket other = gateway.connect(CLUSTER.keys().token(1))) {
                assertThat(REDIS.calls("subscribe") - before).isOne();
            }
            String frame = REDIS.publishMessage(1, 1, "{}");
            assertThat(one.nextText()).isEqualTo(frame);
        }
        assertThat(REDIS.listeners(1)).isOne();
        await().until(() -> REDIS.listeners(1) == 0);
    }

    @Test
    void reconnectWithinTheLingerCostsRedisNothing() {
        gateway.connect(CLUSTER.keys().token(2)).close();
        long before = REDIS.calls("subscribe");

        try (TestSocket again = gateway.connect(CLUSTER.keys().token(2))) {
            assertThat(REDIS.calls("subscribe")).isEqualTo(before);
            String frame = REDIS.publishMessage(2, 1, "{}");
            assertThat(again.nextText()).isEqualTo(frame);
        }
    }

    @Test
    void eventsArriveAgainAfterTheConnectionWasCut() throws Exception {
        List<TestSocket> sockets = new ArrayList<>();
        for (int user = 100; user < 150; user++) {
            sockets.add(gateway.connect(CLUSTER.keys().token(user)));
        }
        assertThat(REDIS.killSubscribers()).isPositive();

        await().until(() -> REDIS.listeners(100) == 1 && REDIS.listeners(149) == 1);
        for (int user = 100; user < 150; user++) {
            String frame = REDIS.publishMessage(user, 1, "{\"user\":" + user + "}");
            assertThat(sockets.get(user - 100).nextText()).isEqualTo(frame);
        }
        try (TestSocket late = gateway.connect(CLUSTER.keys().token(150))) {
            assertThat(REDIS.listeners(150)).isOne();
        }
        assertThat(readiness()).isEqualTo(200);
        sockets.forEach(TestSocket::close);
    }

    private static int readiness() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void readinessIsDownWithoutRedis() throws Exception {
        GatewayNode lonely =
                CLUSTER.startNode("gateway-2", Map.of("chat.redis.url", "redis://127.0.0.1:1"));
        URI uri = URI.create("http://127.0.0.1:" + lonely.port() + "/health/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(uri.resolve("readiness")).build();
            HttpRequest alive = HttpRequest.newBuilder(uri.resolve("liveness")).build();

            assertThat(client.send(ready, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
            assertThat(client.send(alive, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }
}

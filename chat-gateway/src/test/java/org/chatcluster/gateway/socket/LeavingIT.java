package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeApi.Reply;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How sessions are sent away, and others kept out.
final class LeavingIT {
    private static final String DRAINING =
            "\\{\"event\":\"node.draining\",\"data\":\\{\"reconnect_after_ms\":[0-9]+}}";

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String token(long userId) {
        return cluster.keys().token(userId);
    }

    private static int status(GatewayNode node, String probe) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + "/health/" + probe);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void drainingNodeSendsEverybodyAwayAtATimeOfTheirOwnAndTakesNobody() throws Exception {
        GatewayNode node =
                cluster.startNode(
                        "gateway-1",
                        Map.of("chat.drain.window", "2s", "chat.socket.connects-per-second", 10));
        List<TestSocket> sockets = new ArrayList<>();
        for (long user = 1; user <= 15; user++) {
            sockets.add(node.connect(token(user)));
        }

        Thread drain = Thread.startVirtualThread(() -> node.bean(Drain.class).drain());

        List<Integer> delays = new ArrayList<>();
        for (TestSocket socket : sockets) {
            String frame = socket.nextText();
            assertThat(frame).matches(DRAINING);
            delays.add(Integer.valueOf(frame.replaceAll("[^0-9]", "")));
        }
        assertThat(delays).allMatch(delay -> delay <= 1_500);
        assertThat(delays.stream().distinct().count()).isGreaterThan(5);
        assertThat(status(node, "readiness")).isEqualTo(503);
        assertThat(status(node, "liveness")).isEqualTo(200);
        try (TestSocket late = node.open("?token=" + token(99))) {
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.response()).containsIgnoringCase("Retry-After: ");
        }
        assertThat(refusedUpgrades(node, "draining")).isEqualTo(1);
        assertThat(refusedUpgrades(node, "full")).isZero();
        for (TestSocket socket : sockets) {
            assertThat(socket.closeCode()).isEqualTo(1012);
            socket.close();
        }
        assertThat(drain.join(Duration.ofSeconds(10))).isTrue();
    }

    private static double refusedUpgrades(GatewayNode node, String reason) {
        return node.bean(MeterRegistry.class)
                .get("chat.gateway.refused.upgrades")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    @Test
    void commandUnderWayIsAnsweredBeforeTheSocketIsClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        cluster.api()
                .answers(_ -> {
                    asked.countDown();
                    try {
                        mayAnswer.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Reply(200, "{\"chat_id\":1}");
                });
        GatewayNode node = cluster.startNode("gateway-1", Map.of());
        try (TestSocket socket = node.connect(token(1))) {
            socket.sendText("{\"action\":\"read\",\"request_id\":\"r\",\"chat_id\":1,\"seq\":1}");
            asked.await();

            Thread.startVirtualThread(() -> node.bean(Drain.class).drain());
            assertThat(socket.nextText()).matches(DRAINING);
            mayAnswer.countDown();

            assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");
            assertThat(socket.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void commandThatTakesTooLongDoesNotHoldTheNodeUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        cluster.api()
                .answers(_ -> {
                    asked.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        // the test is over
                    }
                    return new Reply(200, "{}");
                });
        GatewayNode node = cluster.startNode("gateway-1", Map.of("chat.drain.grace", "300ms"));
        try (TestSocket socket = node.connect(token(1))) {
            socket.sendText("{\"action\":\"read\",\"chat_id\":1,\"seq\":1}");
            asked.await();

            Thread.startVirtualThread(() -> node.bean(Drain.class).drain());

            assertThat(socket.nextText()).matches(DRAINING);
            assertThat(socket.closeCode()).isEqualTo(1012);
        } finally {
            never.countDown();
        }
    }

    @Test
    void sessionPastItsAgeIsAskedToMoveAndOthersStay() {
        GatewayNode node =
                cluster.startNode(
                        "gateway-1",
                        Map.of("chat.socket.max-age", "1s", "chat.socket.heartbeat", "5s"));
        try (TestSocket socket = node.connect(token(1))) {
            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"node.draining\",\"data\":{\"reconnect_after_ms\":1000}}");
            try (TestSocket other = node.connect(token(2))) {
                assertThat(socket.closeCode()).isEqualTo(1012);
                other.sendText("{\"action\":\"ping\"}");
                assertThat(other.nextText()).isNotEmpty();
            }
        }
    }

    @Test
    void moreSocketsThanTheRateAreToldWhenToComeBack() {
        GatewayNode node =
                cluster.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.socket.connects-per-second", 1,
                                "chat.socket.connect-burst", 2));
        try (TestSocket first = node.connect(token(1));
                TestSocket second = node.connect(token(2));
                TestSocket third = node.open("?token=" + token(3))) {
            assertThat(first.status()).isEqualTo(101);
            assertThat(second.status()).isEqualTo(101);
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.response()).containsIgnoringCase("Retry-After: ");
        }
        await().until(() -> {
            try (TestSocket again = node.open("?token=" + token(3))) {
                return again.status() == 101;
            }
        });
    }

    @Test
    void revokedFamilyIsClosedAndKeptOutAndOthersAreNot() {
        GatewayNode node =
                cluster.startNode("gateway-1", Map.of("chat.revocation.interval", "100ms"));
        try (TestSocket revoked = node.connect(token(1));
                TestSocket other = node.connect(token(2))) {
            cluster.api().internal().revoked("{\"families\":[\"family-1\"],\"after\":\"1\"}");

            assertThat(revoked.closeCode()).isEqualTo(4001);
            try (TestSocket again = node.open("?token=" + token(1))) {
                assertThat(again.closeCode()).isEqualTo(1008);
            }
            other.sendText("{\"action\":\"ping\"}");
            assertThat(other.nextText()).startsWith("{\"event\":\"pong\"");
        }
    }
}

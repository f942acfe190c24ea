package org.chatcluster.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeInternalApi;
import org.chatcluster.gateway.testing.FrozenLink;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestRedis;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a gateway does about a subscription that is lost, in each of the ways in which one is.
final class LostRedisIT {
    private static final Map<String, Object> IMPATIENT =
            Map.of(
                    "chat.probe.interval", "200ms",
                    "chat.probe.patience", "600ms",
                    "chat.probe.unready-after", "1s");
    private static final String MISSED = "{\"event\":\"message.created\",\"data\":{\"seq\":1}}";

    private final Cluster cluster = new Cluster();
    private final TestRedis redis = cluster.redis();
    private final FakeInternalApi api = cluster.api().internal();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void everybodyMissed(Long... userIds) {
        api.missed(_ ->
                FakeInternalApi.page(
                        new EventBatch.Writer()
                                .add(
                                        List.of(userIds),
                                        new EventHeader(EventType.MESSAGE_CREATED, 1, 1, 1),
                                        MISSED.getBytes(StandardCharsets.UTF_8)),
                        null));
    }

    private static int readiness(GatewayNode node) {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + "/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Reads past repeats, which are allowed.
    private static void expect(TestSocket socket, String frame) {
        String next = socket.nextText();
        while (next.equals(MISSED) && !frame.equals(MISSED)) {
            next = socket.nextText();
        }
        assertThat(next).isEqualTo(frame);
    }

    private static String metrics(GatewayNode node) {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + "/prometheus");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static double probeAge(GatewayNode node) {
        String metrics = metrics(node);
        return metrics.lines()
                .filter(line -> line.startsWith("chat_gateway_probe_age_seconds"))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metrics));
    }

    @Test
    void ageOfTheLastProofIsAMetric() {
        GatewayNode node = cluster.startNode("gateway-1", IMPATIENT);
        await().until(() -> probeAge(node) < 1);

        redis.pause();
        try {
            await().until(() -> probeAge(node) > 1);
        } finally {
            redis.goOn();
        }

        await().until(() -> probeAge(node) < 1);
    }

    @Test
    void whatWasMissedWhileTheConnectionWasCutIsBroughtToEverybody() {
        GatewayNode node = cluster.startNode("gateway-1", Map.of());
        List<TestSocket> sockets = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (long user = 1; user <= 30; user++) {
            tokens.add(cluster.keys().token(user));
            sockets.add(node.connect(tokens.getLast()));
        }
        api.missed(question -> {
            EventBatch.Writer page = new EventBatch.Writer();
            for (long user = 1; user <= 30; user++) {
                if (question.contains(tokens.get((int) user - 1))) {
                    page.add(
                            List.of(user),
                            new EventHeader(EventType.MESSAGE_CREATED, 1, 1, 1),
                            MISSED.getBytes(StandardCharsets.UTF_8));
                }
            }
            return FakeInternalApi.page(page, null);
        });

        assertThat(redis.killSubscribers()).isPositive();

        sockets.forEach(socket -> expect(socket, MISSED));
        await().until(() -> redis.listeners(30) == 1);
        String frame = redis.publishMessage(30, 2, "{\"seq\":2}");
        expect(sockets.getLast(), frame);
        assertThat(api.replays()).allMatch(asked -> ageMillis(asked) >= 2_000);
        sockets.forEach(TestSocket::close);
    }

    /// @param waited milliseconds from the loss to the question
    private record Question(long waited, long ageMillis) {}

    @Test
    void timeThatASilentApiNodeTakesIsAskedForToo() throws IOException {
        AtomicLong lost = new AtomicLong();
        List<Question> asked = new CopyOnWriteArrayList<>();
        api.missed(question -> {
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lost.get());
            asked.add(new Question(waited, ageMillis(question)));
            return FakeInternalApi.page(new EventBatch.Writer(), null);
        });
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String urls = "http://127.0.0.1:" + silent.getLocalPort() + "," + cluster.api().url();
            GatewayNode node =
                    cluster.startNode("gateway-1", Map.of("chat.command.api-urls", urls));
            try (TestSocket _ = node.connect(cluster.keys().token(1))) {
                do {
                    int before = asked.size();
                    lost.set(System.nanoTime());
                    redis.killSubscribers();
                    await().atMost(Duration.ofSeconds(20)).until(() -> asked.size() > before);
                } while (asked.stream().noneMatch(question -> question.waited > 4_500));
            }
        }

        assertThat(asked).allMatch(question -> question.ageMillis > question.waited + 6_500);
    }

    private static long ageMillis(String question) {
        return Long.parseLong(question.replaceAll(".*\"age_ms\":([0-9]+).*", "$1"));
    }

    @Test
    void replayIsRepeatedUntilTheApiIsBack() {
        GatewayNode node = cluster.startNode("gateway-1", Map.of());
        try (TestSocket socket = node.connect(cluster.keys().token(1))) {
            everybodyMissed(1L);
            api.isAway(true);
            redis.killSubscribers();
            await().until(() -> api.replays().size() >= 2);

            api.isAway(false);

            expect(socket, MISSED);
        }
    }

    @Test
    void switchedOffAsksForNothing() {
        GatewayNode node = cluster.startNode("gateway-1", Map.of("chat.replay.enabled", false));
        try (TestSocket socket = node.connect(cluster.keys().token(1))) {
            redis.killSubscribers();
            await().until(() -> redis.listeners(1) == 1);

            String frame = redis.publishMessage(1, 2, "{}");

            assertThat(socket.nextText()).isEqualTo(frame);
            assertThat(api.replays()).isEmpty();
        }
    }

    @Test
    void connectionThatIsOpenButBringsNothingIsReplaced() {
        try (FrozenLink link = FrozenLink.to(redis.port())) {
            GatewayNode node = cluster.startNode("gateway-1", through(link));
            try (TestSocket socket = node.connect(cluster.keys().token(1))) {
                await().until(() -> readiness(node) == 200);
                everybodyMissed(1L);

                link.freeze();
                redis.publishMessage(1, 1, "{}");

                expect(socket, MISSED);
                String frame = redis.publishMessage(1, 2, "{\"seq\":2}");
                expect(socket, frame);
                await().until(() -> readiness(node) == 200);
            }
        }
    }

    private static Map<String, Object> through(FrozenLink link) {
        return Map.of(
                "chat.redis.url", "redis://127.0.0.1:" + link.port(),
                "chat.probe.interval", "200ms",
                "chat.probe.patience", "600ms",
                "chat.probe.unready-after", "1s");
    }

    @Test
    void stoppedRedisMakesTheNodeUnreadyAndItsReturnReadyAgainWithNothingMissed() {
        GatewayNode node = cluster.startNode("gateway-1", IMPATIENT);
        try (TestSocket socket = node.connect(cluster.keys().token(1))) {
            await().until(() -> readiness(node) == 200);
            everybodyMissed(1L);

            redis.pause();
            await().atMost(Duration.ofSeconds(5)).until(() -> readiness(node) == 503);
            redis.goOn();

            expect(socket, MISSED);
            await().until(() -> redis.listeners(1) == 1 && readiness(node) == 200);
            String frame = redis.publishMessage(1, 2, "{\"seq\":2}");
            expect(socket, frame);
        }
    }

    @Test
    void userWhoComesAndGoesWhileRedisIsAwayIsNeitherStuckNorLeftSubscribed() {
        GatewayNode node =
                cluster.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.fanout.linger", "100ms",
                                "chat.probe.interval", "200ms",
                                "chat.probe.patience", "600ms"));
        List<TestSocket> stay = new ArrayList<>();
        try (TestSocket leaves = node.connect(cluster.keys().token(1))) {
            redis.pause();
            await().until(() -> readiness(node) == 503);
            leaves.sendClose(1000);
            for (long user = 2; user < 40; user++) {
                stay.add(node.open("?token=" + cluster.keys().token(user)));
            }
            redis.goOn();
        }

        stay.forEach(TestSocket::expectHello);
        await().until(() -> redis.listeners(1) == 0);
        stay.forEach(TestSocket::close);
        await().until(() -> redis.listeners(2) == 0);
    }
}

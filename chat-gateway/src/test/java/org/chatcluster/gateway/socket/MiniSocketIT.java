package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chatcluster.gateway.testing.TestSocket.CLOSE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeApi.Reply;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestSocket;
import org.chatcluster.gateway.testing.TestSocket.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How sockets of `/connect` begin and end: with a list that the API is asked for within bounds,
/// and with a code that says why, since there are no frames for that.
final class MiniSocketIT {
    private static final String NOTHING = "{\"action\":\"unread_messages\",\"data\":[]}";
    private static final int QUEUE_BYTES = 65_536;

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private GatewayNode start(Map<String, Object> settings) {
        return cluster.startNode("gateway-1", settings);
    }

    private TestSocket open(GatewayNode node, long userId) {
        return open(node, cluster.keys().token(userId), 0);
    }

    private static TestSocket open(GatewayNode node, String token, int receiveBuffer) {
        return TestSocket.open(receiveBuffer, node.port(), "/connect?token=" + token);
    }

    /// Lets the API answer with that once the latch is open, and returns the latch.
    private CountDownLatch answersLater(String list) {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        cluster.api()
                .answers(_ -> {
                    try {
                        mayAnswer.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Reply(200, list);
                });
        return mayAnswer;
    }

    private void publish(long userId, long id, String text) {
        cluster.redis()
                .publishMessage(userId, id, "{\"id\":" + id + ",\"content\":\"" + text + "\"}");
    }

    /// Returns all that comes before the close frame, and that frame last.
    private static List<Frame> untilClosed(TestSocket socket) {
        List<Frame> frames = new ArrayList<>();
        do {
            frames.add(socket.next());
        } while (frames.getLast().opcode() != CLOSE);
        return frames;
    }

    private static int code(Frame close) {
        return (close.payload()[0] & 0xFF) << 8 | close.payload()[1] & 0xFF;
    }

    @Test
    void listsOfManySocketsAreAskedForAFewAtATimeAndEverySocketGetsOne() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch fewAreAsked = new CountDownLatch(16);
        cluster.api()
                .answers(_ -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    fewAreAsked.countDown();
                    try {
                        fewAreAsked.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    underWay.decrementAndGet();
                    return new Reply(200, NOTHING);
                });
        GatewayNode node = start(Map.of());
        List<TestSocket> sockets = new ArrayList<>();

        for (long user = 1; user <= 100; user++) {
            sockets.add(open(node, user));
        }

        assertThat(sockets).allSatisfy(s -> assertThat(s.nextText()).isEqualTo(NOTHING));
        assertThat(most).hasValue(16);
        sockets.forEach(TestSocket::close);
    }

    @Test
    void whatArrivesMeanwhileComesAfterTheListUnlessItIsInIt() {
        String list = "{\"action\":\"unread_messages\",\"data\":[{\"id\":7}]}";
        CountDownLatch mayAnswer = answersLater(list);
        GatewayNode node = start(Map.of());
        String token = cluster.keys().token(1);
        try (TestSocket witness = TestSocket.open(0, node.port(), "/ws?token=" + token);
                TestSocket socket = open(node, 1)) {
            witness.expectHello();
            await().until(() -> !cluster.api().calls().isEmpty());
            publish(1, 7, "in the list");
            publish(1, 8, "not in the list");
            assertThat(witness.nextText()).contains("in the list");
            assertThat(witness.nextText()).contains("not in the list");

            mayAnswer.countDown();

            assertThat(socket.nextText()).isEqualTo(list);
            assertThat(socket.nextText()).contains("\"id\":8").contains("not in the list");
        }
    }

    @Test
    void whomTooMuchWaitsForBeforeTheListIsClosedWith1013() {
        CountDownLatch mayAnswer = answersLater(NOTHING);
        GatewayNode node = start(Map.of("chat.socket.queue-bytes", QUEUE_BYTES));
        try (TestSocket socket = open(node, 1)) {
            await().until(() -> !cluster.api().calls().isEmpty());

            for (int id = 1; id <= 20; id++) {
                publish(1, id, "x".repeat(8_000));
            }

            List<Frame> frames = untilClosed(socket);
            assertThat(frames).hasSize(1);
            assertThat(code(frames.getLast())).isEqualTo(1013);
        } finally {
            mayAnswer.countDown();
        }
    }

    @Test
    void whoDoesNotGetAListInTimeIsClosedWith1013AndGetsItLater() {
        CountDownLatch mayAnswer = answersLater(NOTHING);
        GatewayNode node = start(Map.of("chat.socket.open-timeout", "1s"));
        try (TestSocket socket = open(node, 1)) {
            assertThat(socket.closeCode()).isEqualTo(1013);
        }
        mayAnswer.countDown();
        try (TestSocket socket = open(node, 1)) {
            assertThat(socket.nextText()).isEqualTo(NOTHING);
        }
    }

    @Test
    void whoNeverTakesTheListIsClosedWith1013() {
        String large =
                "{\"action\":\"unread_messages\",\"data\":[\"" + "x".repeat(8 << 20) + "\"]}";
        cluster.api().answers(_ -> new Reply(200, large));
        GatewayNode node =
                start(
                        Map.of(
                                "chat.socket.stuck-timeout", "1s",
                                "chat.fanout.linger", "0s",
                                "chat.socket.close-timeout", "1m"));
        try (TestSocket stuck = open(node, cluster.keys().token(1), 4_096)) {
            await().until(() -> cluster.redis().listeners(1) == 1);

            await().until(() -> cluster.redis().listeners(1) == 0);

            List<Frame> frames = untilClosed(stuck);
            assertThat(frames.getFirst().payload()).hasSize(large.length());
            assertThat(code(frames.getLast())).isEqualTo(1013);
        }
    }

    @Test
    void whoFallsBehindIsClosedWith1013AndToldNothingElse() {
        cluster.api().answers(_ -> new Reply(200, NOTHING));
        GatewayNode node =
                start(
                        Map.of(
                                "chat.socket.queue-bytes", QUEUE_BYTES,
                                "chat.fanout.linger", "0s",
                                "chat.socket.close-timeout", "1m"));
        try (TestSocket slow = open(node, cluster.keys().token(1), 4_096)) {
            assertThat(slow.nextText()).isEqualTo(NOTHING);

            for (int id = 1; id <= 1_500; id++) {
                publish(1, id, "x".repeat(8_000));
            }

            await().until(() -> cluster.redis().listeners(1) == 0);
            List<Frame> frames = untilClosed(slow);
            assertThat(code(frames.removeLast())).isEqualTo(1013);
            assertThat(frames)
                    .hasSizeBetween(1, 1_499)
                    .allMatch(frame -> frame.text().startsWith("{\"action\":\"new_message\""));
        }
    }

    @Test
    void drainingNodeClosesWith1012AndToldNothingElse() {
        cluster.api().answers(_ -> new Reply(200, NOTHING));
        GatewayNode node = start(Map.of("chat.drain.window", "1s"));
        try (TestSocket socket = open(node, 1)) {
            assertThat(socket.nextText()).isEqualTo(NOTHING);

            Thread.startVirtualThread(() -> node.bean(Drain.class).drain());

            List<Frame> frames = untilClosed(socket);
            assertThat(frames).hasSize(1);
            assertThat(code(frames.getLast())).isEqualTo(1012);
        }
    }

    @Test
    void expiredTokenClosesWith4002AndNoWarning() {
        cluster.api().answers(_ -> new Reply(200, NOTHING));
        GatewayNode node = start(Map.of("chat.socket.expiry-warning", "1s"));
        String token = cluster.keys().token(1, "f", Duration.ofSeconds(3));
        try (TestSocket socket = open(node, token, 0)) {
            assertThat(socket.nextText()).isEqualTo(NOTHING);

            List<Frame> frames = untilClosed(socket);
            assertThat(frames).hasSize(1);
            assertThat(code(frames.getLast())).isEqualTo(4002);
        }
    }
}

package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chatcluster.gateway.testing.TestSocket.FINAL;
import static org.chatcluster.gateway.testing.TestSocket.PING;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chatcluster.gateway.heartbeat.Pulse;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Clients that take nothing. The heartbeat is too slow to end them before the queue does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SlowReaderIT {
    private static final int QUEUE_BYTES = 65_536;
    private static final String BEHIND = "{\"event\":\"behind\",\"data\":{}}";
    private static final String DATA = "{\"content\":\"" + "x".repeat(8_000) + "\"}";

    private final Cluster cluster = new Cluster();
    private final TestKeys keys = cluster.keys();
    private GatewayNode patient;
    private GatewayNode strict;

    @BeforeAll
    void start() {
        patient = node("gateway-1", "30s");
        strict = node("gateway-2", "1s");
    }

    private GatewayNode node(String name, String stuckTimeout) {
        return cluster.startNode(
                name,
                Map.of(
                        "chat.socket.queue-bytes",
                        QUEUE_BYTES,
                        "chat.socket.stuck-timeout",
                        stuckTimeout,
                        "chat.fanout.linger",
                        "0s",
                        "chat.socket.close-timeout",
                        "1m"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private TestSocket connectSlow(GatewayNode gateway, long userId) {
        String path = "/ws?token=" + keys.token(userId);
        TestSocket slow = TestSocket.open(4_096, gateway.port(), path);
        slow.expectHello();
        return slow;
    }

    /// Returns the frames that somebody who reads got.
    private List<String> publishToReader(GatewayNode gateway, long userId, int messages) {
        List<String> frames = new ArrayList<>();
        try (TestSocket reader = gateway.connect(keys.token(userId))) {
            for (int id = 1; id <= messages; id++) {
                String frame = cluster.redis().publishMessage(userId, id, DATA + " ".repeat(id));
                assertThat(reader.nextText()).isEqualTo(frame);
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void readerThatFallsBehindGetsItsAnswersThenIsToldAndThenGetsWhatHappens() {
        try (TestSocket slow = connectSlow(patient, 1)) {
            List<String> frames = publishToReader(patient, 1, 1_500);

            slow.sendText("{\"action\":\"ping\"}");
            List<String> taken = new ArrayList<>();
            String next = slow.nextText();
            while (!next.equals(BEHIND)) {
                taken.add(next);
                next = slow.nextText();
            }

            assertThat(taken.removeLast()).startsWith("{\"event\":\"pong\"");
            assertThat(taken).hasSizeLessThan(frames.size());
            assertThat(taken).isEqualTo(frames.subList(0, taken.size()));
            String live = cluster.redis().publishMessage(1, 2_000, "\"live\"");
            assertThat(slow.nextText()).isEqualTo(live);
        }
    }

    @Test
    void readerThatStaysStuckIsClosedWith1013() {
        try (TestSocket slow = connectSlow(strict, 2)) {
            publishToReader(strict, 2, 1_500);
            await().until(() -> cluster.redis().listeners(2) == 0);

            assertThat(slow.closeCode()).isEqualTo(1013);
            assertThat(stuck(strict)).isEqualTo(1);
        }
    }

    private static double stuck(GatewayNode gateway) {
        return gateway.bean(MeterRegistry.class)
                .get("chat.gateway.stuck")
                .functionCounter()
                .count();
    }

    @Test
    void whoPingsAndNeverReadsIsClosedWith1013() {
        try (TestSocket slow = connectSlow(patient, 3)) {
            for (int i = 0; i < 60_000; i++) {
                slow.send(FINAL | PING, new byte[125]);
            }

            assertThat(slow.closeCode()).isEqualTo(1013);
            assertThat(stuck(patient)).isZero();
        }
    }

    @Test
    void manyWhoNeverReadHoldNoMoreThanAPartOfTheirQueues() {
        List<TestSocket> slow = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            slow.add(connectSlow(patient, 10 + i % 3));
        }

        for (int user = 10; user < 13; user++) {
            publishToReader(patient, user, 1_000);
        }

        Map<Pulse, Long> queued = new ConcurrentHashMap<>();
        patient.bean(Sessions.class)
                .heartbeats()
                .forEach(pulse -> queued.put(pulse, ((Session) pulse).feed().queuedBytes()));
        await().until(() -> queued.size() >= slow.size());
        // What was handed to the channels: a quarter of each queue, and the frame that was too
        // much.
        assertThat(queued.values()).allMatch(bytes -> bytes < QUEUE_BYTES / 4 + 10_000);
        slow.forEach(TestSocket::close);
    }
}

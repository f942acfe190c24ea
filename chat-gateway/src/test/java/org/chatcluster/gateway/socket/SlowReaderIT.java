package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.gateway.testing.TestSocket.FINAL;
import static org.chatcluster.gateway.testing.TestSocket.PING;

import java.util.Map;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clients that take nothing. The heartbeat is too slow to end them before the queue does.
final class SlowReaderIT {
    private static final Cluster CLUSTER = new Cluster();
    private static final TestKeys KEYS = CLUSTER.keys();
    private static GatewayNode gateway;

    @BeforeAll
    static void start() {
        gateway =
                CLUSTER.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.socket.queue-bytes", "65536",
                                "chat.socket.close-timeout", "1m"));
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static TestSocket connectSlow(long userId) {
        String path = "/ws?token=" + KEYS.token(userId);
        TestSocket slow = TestSocket.open(4_096, gateway.port(), path);
        slow.expectHello();
        return slow;
    }

    @Test
    void readerThatNeverReadsIsClosedWith1013AndOthersStillReceive() {
        String data = "{\"content\":\"" + "x".repeat(8_000) + "\"}";
        try (TestSocket slow = connectSlow(1);
                TestSocket reader = gateway.connect(KEYS.token(1))) {
            for (int id = 1; id <= 2_000; id++) {
                String frame = CLUSTER.redis().publishMessage(1, id, data);
                assertThat(reader.nextText()).isEqualTo(frame);
            }

            assertThat(slow.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void whoPingsAndNeverReadsIsClosedWith1013() {
        try (TestSocket slow = connectSlow(2)) {
            for (int i = 0; i < 60_000; i++) {
                slow.send(FINAL | PING, new byte[125]);
            }

            assertThat(slow.closeCode()).isEqualTo(1013);
        }
    }
}

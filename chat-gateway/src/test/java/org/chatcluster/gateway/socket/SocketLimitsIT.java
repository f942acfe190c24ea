package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chatcluster.gateway.testing.TestSocket.BINARY;
import static org.chatcluster.gateway.testing.TestSocket.CLOSE;
import static org.chatcluster.gateway.testing.TestSocket.FINAL;
import static org.chatcluster.gateway.testing.TestSocket.PING;
import static org.chatcluster.gateway.testing.TestSocket.PONG;
import static org.chatcluster.gateway.testing.TestSocket.TEXT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestRedis;
import org.chatcluster.gateway.testing.TestSocket;
import org.chatcluster.gateway.testing.TestSocket.Frame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SocketLimitsIT {
    private final Cluster cluster = new Cluster();
    private final TestKeys keys = cluster.keys();
    private final TestRedis redis = cluster.redis();
    private GatewayNode gateway;

    @BeforeAll
    void start() {
        gateway =
                cluster.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.socket.heartbeat", "1s",
                                "chat.socket.max-command-bytes", "32768",
                                "chat.socket.max-connections", "3",
                                "chat.socket.max-bad-frames", "5"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private TestSocket connect(long userId) {
        await().until(() -> gateway.bean(Sessions.class).open() == 0);
        return gateway.connect(keys.token(userId));
    }

    @Test
    void closeFrameIsEchoed() {
        try (TestSocket socket = connect(1)) {
            socket.sendClose(1000);

            assertThat(socket.closeCode()).isEqualTo(1000);
            assertThat(socket.isClosedByServer()).isTrue();
        }
    }

    @Test
    void emptyCloseFrameIsEchoed() {
        try (TestSocket socket = connect(1)) {
            socket.send(FINAL | CLOSE, new byte[0]);

            assertThat(socket.closeCode()).isEqualTo(1005);
            assertThat(socket.isClosedByServer()).isTrue();
        }
    }

    @Test
    void frameAbove128KiBIsClosedWith1009() {
        try (TestSocket socket = connect(1)) {
            // The gateway closes without reading on, and what it has not read would reset the
            // connection.
            socket.announce(FINAL | TEXT, 131_073);

            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsTogetherAbove128KiBAreClosedWith1009() {
        try (TestSocket socket = connect(1)) {
            byte[] fragment = " ".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
            socket.send(TEXT, fragment);
            socket.send(0, fragment);
            socket.send(0, fragment);

            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void whatIsSentBeforeHelloIsAnsweredAfterIt() {
        await().until(() -> gateway.bean(Sessions.class).open() == 0);
        try (TestSocket socket = gateway.open("?token=" + keys.token(50))) {
            socket.sendText("{\"action\":\"ping\",\"request_id\":1}");
            socket.sendText("{\"action\":\"ping\",\"request_id\":2}");

            socket.expectHello();
            assertThat(socket.nextText()).contains("\"request_id\":1,");
            assertThat(socket.nextText()).contains("\"request_id\":2,");
        }
    }

    @Test
    void fragmentsAreOneFrame() {
        try (TestSocket socket = connect(1)) {
            socket.send(TEXT, "{\"action\":".getBytes(StandardCharsets.US_ASCII));
            socket.send(FINAL, "\"ping\"}".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.nextText()).startsWith("{\"event\":\"pong\"");
        }
    }

    @Test
    void textThatIsNotUtf8IsClosedWith1007() {
        try (TestSocket socket = connect(1)) {
            socket.send(FINAL | TEXT, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});

            assertThat(socket.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void overLongAndBinaryFramesAreErrorsAndTheSocketStays() {
        try (TestSocket socket = connect(1)) {
            socket.sendText(" ".repeat(40_000));
            socket.send(FINAL | BINARY, new byte[10]);
            socket.sendText("{\"action\":\"ping\",\"request_id\":1}");

            assertThat(socket.nextText()).contains("\"code\":\"payload_too_large\"");
            assertThat(socket.nextText()).contains("\"code\":\"bad_frame\"");
            assertThat(socket.nextText()).contains("\"request_id\":1,\"ts\":\"");
        }
    }

    @Test
    void whoGoesOnWithBadFramesIsClosedWith1008() {
        try (TestSocket socket = connect(1)) {
            for (int i = 0; i < 6; i++) {
                socket.sendText("nonsense");
            }

            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void pingIsAnswered() {
        try (TestSocket socket = connect(1)) {
            socket.send(FINAL | PING, new byte[] {1, 2});

            Frame frame = socket.next();
            while (frame.opcode() == PING) {
                frame = socket.next();
            }

            assertThat(frame.opcode()).isEqualTo(PONG);
            assertThat(frame.payload()).containsExactly(1, 2);
        }
    }

    @Test
    void serverPingsAndGivesUpAPeerThatIsSilentForThreeHeartbeats() {
        try (TestSocket alive = connect(1);
                TestSocket silent = gateway.connect(keys.token(2))) {
            int pings = 0;
            for (int i = 0; i < 5; i++) {
                Frame frame = alive.next();
                alive.send(FINAL | PONG, frame.payload());
                pings += frame.opcode() == PING ? 1 : 0;
            }

            assertThat(pings).isEqualTo(5);
            await().until(() -> gateway.bean(Sessions.class).open() == 1);
            assertThat(silent.next().opcode()).isEqualTo(PING);
        }
    }

    @Test
    void expiredTokenClosesWith4002() {
        await().until(() -> gateway.bean(Sessions.class).open() == 0);
        String shortLived = keys.token(1, "f", Duration.ofSeconds(2));
        try (TestSocket socket = gateway.connect(shortLived)) {
            assertThat(socket.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void revokedFamilyIsClosedWith4001AndOthersStay() {
        await().until(() -> gateway.bean(Sessions.class).open() == 0);
        Duration life = Duration.ofMinutes(15);
        try (TestSocket revoked = gateway.connect(keys.token(1, "one", life));
                TestSocket other = gateway.connect(keys.token(1, "two", life))) {
            redis.revoke(1, "one");
            String frame = redis.publishMessage(1, 5, "{}");

            assertThat(revoked.closeCode()).isEqualTo(4001);
            assertThat(other.nextText()).isEqualTo(frame);
        }
    }

    @Test
    void oneSocketTooManyGets503() {
        try (TestSocket first = connect(1);
                TestSocket second = gateway.connect(keys.token(2));
                TestSocket third = gateway.connect(keys.token(3));
                TestSocket fourth = gateway.open("?token=" + keys.token(4))) {
            assertThat(fourth.status()).isEqualTo(503);
            assertThat(fourth.response()).containsIgnoringCase("Retry-After: 1");
        }
    }
}

package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.FanOut;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestRedis;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChatSocketIT {
    private final Cluster cluster = new Cluster();
    private final TestKeys keys = cluster.keys();
    private final TestRedis redis = cluster.redis();
    private GatewayNode first;
    private GatewayNode second;

    @BeforeAll
    void start() {
        first = cluster.startNode("gateway-1", Map.of());
        second =
                cluster.startNode(
                        "gateway-2", Map.of("chat.socket.allowed-origins", "https://chat.example"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void helloComesFirstOnceTheNodeListens() {
        try (TestSocket socket = first.open("?token=" + keys.token(70))) {
            String hello = socket.expectHello();

            assertThat(redis.listeners(70)).isOne();
            assertThat(hello)
                    .matches(
                            "\\{\"event\":\"hello\",\"data\":\\{\"user_id\":70,"
                                    + "\"session_id\":\"[0-9a-f]{16}\",\"node\":\"gateway-1\","
                                    + "\"heartbeat_s\":25}}");
        }
    }

    @Test
    void nothingIsDeliveredBeforeHello() {
        GatewayNode lonely =
                cluster.startNode("gateway-3", Map.of("chat.redis.url", "redis://127.0.0.1:1"));
        AtomicBoolean joined = new AtomicBoolean();
        ByteBuf frame =
                ServerFrames.text(
                        ByteBufAllocator.DEFAULT, "early".getBytes(StandardCharsets.US_ASCII));
        EventHeader header = new EventHeader(EventType.MESSAGE_CREATED, 1, 1, 1);
        try (TestSocket socket = lonely.open("?token=" + keys.token(71))) {
            await().until(() -> {
                lonely.bean(Sessions.class).heartbeats().forEach(_ -> joined.set(true));
                return joined.get();
            });

            lonely.bean(FanOut.class).arrived(71L, new ClientEvent(header, frame));
            lonely.bean(FanOut.class).subscribed(71);

            socket.expectHello();
            assertThat(frame.refCnt()).isOne();
        } finally {
            frame.release();
        }
    }

    @Test
    void drainingNodeClosesWith1012AndTakesNoMore() {
        GatewayNode node = cluster.startNode("gateway-4", Map.of());
        try (TestSocket socket = node.connect(keys.token(72))) {
            node.bean(Drain.class).drain();

            assertThat(socket.closeCode()).isEqualTo(1012);
            try (TestSocket late = node.open("?token=" + keys.token(72))) {
                assertThat(late.status()).isEqualTo(503);
            }
        }
    }

    @Test
    void handshakeThatIsNotOfTheRfcIsRefused() {
        try (TestSocket old = first.open("", "Sec-WebSocket-Version: 8")) {
            assertThat(old.status()).isEqualTo(426);
            assertThat(old.response()).containsIgnoringCase("Sec-WebSocket-Version: 13");
        }
    }

    @Test
    void socketsOnTwoNodesGetTheSameBytes() {
        try (TestSocket one = first.connect(keys.token(8));
                TestSocket other = second.connect(keys.token(8))) {
            String frame = redis.publishMessage(8, 1, "{\"content\":\"привет\"}");

            assertThat(one.nextText()).isEqualTo(frame);
            assertThat(other.nextText()).isEqualTo(frame);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCredentials")
    void badCredentialsAreAcceptedAndClosedWith1008(String what, String query) {
        try (TestSocket socket = first.open(query)) {
            assertThat(socket.status()).as(what).isEqualTo(101);
            assertThat(socket.closeCode()).as(what).isEqualTo(1008);
        }
    }

    Stream<Arguments> badCredentials() {
        TestKeys stranger = TestKeys.generate("key-1");
        Duration minute = Duration.ofMinutes(1);
        String wrongKid = keys.sign(TestKeys.claims(7, "f", minute), "key-2", JWSAlgorithm.RS256);
        String wrongAlg = keys.sign(TestKeys.claims(7, "f", minute), "key-1", JWSAlgorithm.RS512);
        return Stream.of(
                Arguments.of("absent", ""),
                Arguments.of("no token at all", "?token=abc"),
                Arguments.of("signed by another key", "?token=" + stranger.token(7)),
                Arguments.of("expired", "?token=" + keys.token(7, "f", Duration.ofSeconds(-1))),
                Arguments.of("alg none", "?token=" + TestKeys.unsigned(7)),
                Arguments.of("unknown kid", "?token=" + wrongKid),
                Arguments.of("other algorithm", "?token=" + wrongAlg),
                Arguments.of("not in the token's alphabet", "?token=" + keys.token(7) + "%0A"),
                Arguments.of("wrong userId", "?userId=8&token=" + keys.token(7)),
                Arguments.of("unknown ticket", "?ticket=abc"));
    }

    @Test
    void tokenMayComeInTheHeader() {
        try (TestSocket socket = first.open("", "Authorization: Bearer " + keys.token(9))) {
            assertThat(socket.expectHello()).contains("\"user_id\":9,");
        }
    }

    @Test
    void ticketOpensOneSocketOnly() {
        redis.makeTicket("t1", keys.token(10));

        try (TestSocket once = first.open("?ticket=t1&userId=10")) {
            assertThat(once.expectHello()).contains("\"user_id\":10,");
        }
        try (TestSocket again = second.open("?ticket=t1")) {
            assertThat(again.closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, /ws, http://evil.example, 403",
        "1, /ws/, http://evil.example, 403",
        "1, /ws, null, 403",
        "1, /ws, http://localhost:1, 403",
        "1, /ws, http://localhost:PORT, 101",
        "2, /ws, http://localhost:PORT, 403",
        "2, /ws, https://chat.example, 101",
        "2, /ws, https://chat.example.evil, 403"
    })
    void originDecidesBeforeTheUpgrade(int node, String path, String origin, int status) {
        GatewayNode gateway = node == 1 ? first : second;
        String header = "Origin: " + origin.replace("PORT", "" + gateway.port());

        String query = path + "?token=" + keys.token(7);

        try (TestSocket socket = TestSocket.open(0, gateway.port(), query, header)) {
            assertThat(socket.status()).isEqualTo(status);
        }
    }

    @Test
    void deflateIsNotNegotiated() {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate";

        try (TestSocket socket = first.open("?token=" + keys.token(7), offer)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.response()).doesNotContainIgnoringCase("extensions");
        }
    }
}

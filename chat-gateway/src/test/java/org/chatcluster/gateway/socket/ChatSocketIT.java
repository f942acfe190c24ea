package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestRedis;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatSocketIT {
    private static final TestKeys KEYS = TestKeys.generate("key-1");
    private static TestRedis redis;
    private static GatewayNode first;
    private static GatewayNode second;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        String keys = KEYS.writePublicKeys(Path.of("target/keys")).toString();
        Map<String, Object> settings =
                Map.of("chat.redis.url", redis.url(), "chat.token.verification-keys", keys);
        first = GatewayNode.start("gateway-1", settings);
        second = GatewayNode.start("gateway-2", settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
    }

    @Test
    void helloComesFirstOnceTheNodeListens() {
        try (TestSocket socket = first.open("?token=" + KEYS.token(7))) {
            String hello = socket.expectHello();

            assertThat(redis.listeners(7)).isOne();
            assertThat(hello)
                    .matches(
                            "\\{\"event\":\"hello\",\"data\":\\{\"user_id\":7,"
                                    + "\"session_id\":\"[0-9a-f]{16}\",\"node\":\"gateway-1\","
                                    + "\"heartbeat_s\":25}}");
        }
    }

    @Test
    void socketsOnTwoNodesGetTheSameBytes() {
        try (TestSocket one = first.connect(KEYS.token(8));
                TestSocket other = second.connect(KEYS.token(8))) {
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

    static Stream<Arguments> badCredentials() {
        TestKeys stranger = TestKeys.generate("key-1");
        Duration minute = Duration.ofMinutes(1);
        String wrongKid = KEYS.sign(TestKeys.claims(7, "f", minute), "key-2", JWSAlgorithm.RS256);
        String wrongAlg = KEYS.sign(TestKeys.claims(7, "f", minute), "key-1", JWSAlgorithm.RS512);
        return Stream.of(
                Arguments.of("absent", ""),
                Arguments.of("no token at all", "?token=abc"),
                Arguments.of("signed by another key", "?token=" + stranger.token(7)),
                Arguments.of("expired", "?token=" + KEYS.token(7, "f", Duration.ofSeconds(-1))),
                Arguments.of("alg none", "?token=" + TestKeys.unsigned(7)),
                Arguments.of("unknown kid", "?token=" + wrongKid),
                Arguments.of("other algorithm", "?token=" + wrongAlg),
                Arguments.of("wrong userId", "?userId=8&token=" + KEYS.token(7)),
                Arguments.of("unknown ticket", "?ticket=abc"));
    }
}

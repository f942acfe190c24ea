package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeApi.Call;
import org.chatcluster.gateway.testing.FakeApi.Reply;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestKeys;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tokens that run out while a socket is open, and those that take their place.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthenticateIT {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(15);

    private final Cluster cluster = new Cluster();
    private final TestKeys keys = cluster.keys();
    private GatewayNode gateway;

    @BeforeAll
    void start() {
        gateway =
                cluster.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.socket.expiry-warning",
                                "2s",
                                "chat.socket.max-bad-frames",
                                2));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private static String authenticate(String token) {
        return "{\"action\":\"authenticate\",\"request_id\":1,\"token\":\"" + token + "\"}";
    }

    @Test
    void socketIsWarnedAndThenClosedWith4002() {
        try (TestSocket socket = gateway.connect(keys.token(1, "f", SHORT))) {
            assertThat(socket.nextText())
                    .matches(
                            "\\{\"event\":\"session.expiring\","
                                    + "\"data\":\\{\"expires_in_ms\":(1\\d{3}|2000)}}");
            assertThat(socket.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void newerTokenKeepsTheSocketAndMakesItsCalls() {
        cluster.api().calls().clear();
        cluster.api().answers(_ -> new Reply(200, "{}"));
        String next = keys.token(2, "new", LONG);
        try (TestSocket socket = gateway.connect(keys.token(2, "old", SHORT))) {
            assertThat(socket.nextText()).startsWith("{\"event\":\"session.expiring\"");
            socket.sendText(authenticate(next));
            assertThat(socket.nextText())
                    .matches(
                            "\\{\"event\":\"ack\",\"data\":\\{\"request_id\":1,"
                                    + "\"action\":\"authenticate\","
                                    + "\"result\":\\{\"expires_in_ms\":\\d{6}}}}");

            socket.sendText("{\"action\":\"read\",\"chat_id\":5,\"seq\":9,\"request_id\":2}");
            assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");
            assertThat(cluster.api().calls())
                    .extracting(Call::authorization)
                    .containsExactly("Bearer " + next);

            cluster.redis().revoke(2, "old");
            String live = cluster.redis().publishMessage(2, 1, "{}");
            assertThat(socket.nextText()).isEqualTo(live);
            cluster.redis().revoke(2, "new");
            assertThat(socket.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void renewedSocketLivesBeyondItsFirstToken() {
        try (TestSocket socket = gateway.connect(keys.token(3, "f", SHORT))) {
            socket.sendText(authenticate(keys.token(3, "f", SHORT.multipliedBy(2))));
            assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");

            assertThat(socket.nextText()).startsWith("{\"event\":\"session.expiring\"");
            assertThat(socket.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void tokenOfSomebodyElseIsRefusedAndTheOldOneStays() {
        try (TestSocket socket = gateway.connect(keys.token(4))) {
            socket.sendText(authenticate(keys.token(5)));

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"error\",\"data\":{\"request_id\":1,"
                                    + "\"code\":\"unauthorized\","
                                    + "\"detail\":\"the token is not valid, or is another user's\"}}");
            socket.sendText("{\"action\":\"ping\"}");
            assertThat(socket.nextText()).startsWith("{\"event\":\"pong\"");
        }
    }

    @Test
    void whoGoesOnWithBadTokensIsClosedWith1008() {
        try (TestSocket socket = gateway.connect(keys.token(6))) {
            for (int i = 0; i < 3; i++) {
                socket.sendText(authenticate("nonsense"));
            }

            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }
}

package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeApi;
import org.chatcluster.gateway.testing.FakeApi.Reply;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandIT {
    private final Cluster cluster = new Cluster();
    private final FakeApi api = cluster.api();
    private GatewayNode gateway;

    @BeforeAll
    void start() {
        gateway =
                cluster.startNode(
                        "gateway-1",
                        Map.of(
                                "chat.command.queue",
                                8,
                                "chat.command.api-urls",
                                api.url() + ",http://127.0.0.1:1"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void forget() {
        api.calls().clear();
        api.answers(_ -> new Reply(201, "{\"id\":1,\"content\":\"привет\"}"));
    }

    private static String send(String requestId, String content) {
        return """
        {"action":"send_message","request_id":%s,"chat_id":5,"content":"%s","client_id":"c-%s","x":1}\
        """
                .formatted(requestId, content, content);
    }

    @Test
    void messageIsPostedWithTheUsersTokenAndAcknowledgedWithTheAnswerAsItIs() {
        String token = cluster.keys().token(1);
        try (TestSocket socket = gateway.connect(token)) {
            socket.sendText(send("\"r1\"", "привет"));

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"ack\",\"data\":{\"request_id\":\"r1\","
                                    + "\"action\":\"send_message\","
                                    + "\"result\":{\"id\":1,\"content\":\"привет\"}}}");
            FakeApi.Call call = api.calls().getFirst();
            assertThat(call.path()).isEqualTo("/api/v1/messages");
            assertThat(call.authorization()).isEqualTo("Bearer " + token);
            assertThat(call.requestId()).matches("[0-9a-f]{16}-1");
            assertThat(call.body())
                    .isEqualTo(
                            "{\"chat_id\":5,\"type\":\"text\",\"content\":\"привет\","
                                    + "\"client_id\":\"c-привет\"}");
        }
    }

    @Test
    void readIsPostedToTheChat() {
        api.answers(_ -> new Reply(200, "{\"chat_id\":5}"));
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            socket.sendText("{\"action\":\"read\",\"chat_id\":5,\"seq\":9,\"request_id\":7}");

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"ack\",\"data\":{\"request_id\":7,\"action\":\"read\","
                                    + "\"result\":{\"chat_id\":5}}}");
            assertThat(api.calls().getFirst().path()).isEqualTo("/api/v1/chats/5/read");
            assertThat(api.calls().getFirst().body()).isEqualTo("{\"seq\":9}");
        }
    }

    @Test
    void commandsOfASessionKeepTheirOrderAndComeOneAtATime() {
        CountDownLatch gate = new CountDownLatch(1);
        api.answers(call -> {
            awaitQuietly(gate);
            return new Reply(201, "{}");
        });
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            List<String> ids = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
            ids.forEach(id -> socket.sendText(send(id, id)));
            await().until(() -> api.calls().size() == 1);
            gate.countDown();

            for (String id : ids) {
                assertThat(socket.nextText()).contains("\"request_id\":" + id + ",");
            }
            assertThat(api.calls())
                    .extracting(call -> call.body().replaceAll(".*c-(\\d+).*", "$1"))
                    .isEqualTo(ids);
        }
    }

    @Test
    void callsThatInterleaveDoNotEndAtTheNodeThatIsDown() {
        List<TestSocket> sockets =
                IntStream.range(1, 9)
                        .mapToObj(user -> gateway.connect(cluster.keys().token(user)))
                        .toList();

        for (int i = 0; i < 5; i++) {
            String id = Integer.toString(i);
            sockets.forEach(socket -> socket.sendText(send(id, id)));
        }

        for (TestSocket socket : sockets) {
            for (int i = 0; i < 5; i++) {
                assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");
            }
            socket.close();
        }
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void connectionsToTheApiAreKept() {
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            for (int i = 0; i < 10; i++) {
                socket.sendText(send("" + i, "" + i));
                socket.nextText();
            }

            assertThat(api.calls()).extracting(FakeApi.Call::connection).hasSize(10);
            assertThat(api.calls().stream().map(FakeApi.Call::connection).distinct().count())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void refusalOfTheApiBecomesAnError() {
        api.answers(_ ->
                new Reply(
                        429,
                        """
                        {"type":"about:blank","title":"T","status":429,\
                        "detail":"слишком часто","code":"rate_limited",\
                        "errors":[{"field":"content","message":"m"}]}\
                        """,
                        Map.of("Retry-After", "3")));
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            socket.sendText(send("\"r\\\"1\"", "a"));

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"error\",\"data\":{\"request_id\":\"r\\\"1\","
                                    + "\"code\":\"rate_limited\",\"detail\":\"слишком часто\","
                                    + "\"errors\":[{\"field\":\"content\",\"message\":\"m\"}],"
                                    + "\"retry_after_ms\":3000}}");
        }
    }

    @Test
    void refusalWithoutAProblemGetsTheCodeOfItsStatus() {
        api.answers(_ -> new Reply(503, "<html>"));
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            socket.sendText(send("1", "a"));

            assertThat(socket.nextText()).contains("\"code\":\"unavailable\"");
        }
    }

    @Test
    void withoutRequestIdOnlyErrorsAreSaid() {
        try (TestSocket socket = gateway.connect(cluster.keys().token(1))) {
            socket.sendText("{\"action\":\"read\",\"chat_id\":5,\"seq\":9}");
            socket.sendText("{\"action\":\"dance\"}");

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"error\",\"data\":{\"code\":\"unknown_action\","
                                    + "\"detail\":\"there is no such action\"}}");
            assertThat(api.calls()).hasSize(1);
        }
    }
}

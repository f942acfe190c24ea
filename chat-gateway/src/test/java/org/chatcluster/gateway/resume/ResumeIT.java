package org.chatcluster.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.gateway.testing.Cluster;
import org.chatcluster.gateway.testing.FakeApi;
import org.chatcluster.gateway.testing.FakeApi.Call;
import org.chatcluster.gateway.testing.FakeApi.Reply;
import org.chatcluster.gateway.testing.GatewayNode;
import org.chatcluster.gateway.testing.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The action `resume` over a real socket, with an API that answers what the test says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResumeIT {
    private static final String RESUME =
            "{\"action\":\"resume\",\"request_id\":\"r\",\"chats\":{\"1\":3,\"2\":0}}";

    private final Cluster cluster = new Cluster();
    private final FakeApi api = cluster.api();
    private GatewayNode gateway;

    @BeforeAll
    void start() {
        gateway = cluster.startNode("gateway-1", Map.of());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void forget() {
        api.calls().clear();
    }

    private static Reply page(String end, List<String> frames) {
        return page(end, new EventHeader(EventType.MESSAGE_CREATED, 1, 4, 4), frames);
    }

    private static Reply page(String end, EventHeader header, List<String> frames) {
        EventBatch.Writer writer = new EventBatch.Writer();
        for (String frame : frames) {
            writer.add(List.of(), header, frame.getBytes(StandardCharsets.UTF_8));
        }
        EventHeader last = new EventHeader(EventType.SYNC_PAGE, 0, 0, 0);
        byte[] body = writer.add(List.of(), last, end.getBytes(StandardCharsets.UTF_8)).toBytes();
        return new Reply(200, body, Map.of("Content-Type", EventBatch.MEDIA_TYPE));
    }

    private static String frame(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return new String(
                EventFrame.around(EventType.MESSAGE_CREATED, bytes), StandardCharsets.UTF_8);
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void pagesAreAskedForOneAfterTheOtherAndAcknowledgedAtTheEnd() {
        List<Reply> pages =
                new ArrayList<>(
                        List.of(
                                page(
                                        "{\"chats\":{\"1\":4,\"2\":0},\"more\":true,"
                                                + "\"joined_after\":7}",
                                        List.of(frame("\"привет\""))),
                                page(
                                        "{\"chats\":{\"1\":4,\"2\":9},\"more\":false,"
                                                + "\"joined_after\":null}",
                                        List.of(frame("2"), frame("3")))));
        api.answers(_ -> pages.removeFirst());
        String token = cluster.keys().token(1);
        try (TestSocket socket = gateway.connect(token)) {
            socket.sendText(RESUME);

            assertThat(socket.nextText()).isEqualTo(frame("\"привет\""));
            assertThat(socket.nextText()).isEqualTo(frame("2"));
            assertThat(socket.nextText()).isEqualTo(frame("3"));
            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"replay.done\",\"data\":{\"request_id\":\"r\","
                                    + "\"chats\":{\"1\":4,\"2\":9}}}");
            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"ack\",\"data\":{\"request_id\":\"r\","
                                    + "\"action\":\"resume\","
                                    + "\"result\":{\"chats\":{\"1\":4,\"2\":9}}}}");
        }
        assertThat(api.calls()).extracting(Call::path).containsOnly("/api/v1/sync");
        assertThat(api.calls()).extracting(Call::accept).containsOnly(EventBatch.MEDIA_TYPE);
        assertThat(api.calls()).extracting(Call::authorization).containsOnly("Bearer " + token);
        assertThat(api.calls())
                .extracting(Call::body)
                .containsExactly(
                        "{\"chats\":{\"1\":3,\"2\":0},\"limit\":20}",
                        "{\"chats\":{\"1\":4,\"2\":0},\"joined_after\":7,\"limit\":20}");
    }

    @Test
    void nothingOfBeforeARemovalThatAPageToldComesAfterIt() {
        String removed = "{\"event\":\"member.removed\",\"data\":{}}";
        EventHeader removal = new EventHeader(EventType.MEMBER_REMOVED, 1, 6, 0);
        api.answers(_ -> page("{\"chats\":{},\"more\":false}", removal, List.of(removed)));
        try (TestSocket socket = gateway.connect(cluster.keys().token(3))) {
            socket.sendText(RESUME);
            assertThat(socket.nextText()).isEqualTo(removed);
            assertThat(socket.nextText()).startsWith("{\"event\":\"replay.done\"");
            assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");

            cluster.redis().publishMessage(3, 5, "\"of before\"");
            String live = cluster.redis().publishMessage(3, 7, "\"of after\"");

            assertThat(socket.nextText()).isEqualTo(live);
        }
    }

    @Test
    void liveEventsWaitAndThoseThatWereReplayedAreDropped() {
        CountDownLatch gate = new CountDownLatch(1);
        api.answers(_ -> {
            awaitQuietly(gate);
            return page("{\"chats\":{\"1\":4,\"2\":0},\"more\":false}", List.of(frame("4")));
        });
        try (TestSocket socket = gateway.connect(cluster.keys().token(2));
                TestSocket witness = gateway.connect(cluster.keys().token(2))) {
            socket.sendText(RESUME);
            socket.sendText("{\"action\":\"ping\",\"request_id\":\"p\"}");
            await().until(() -> api.calls().size() == 1);
            String read = "{\"event\":\"message.read\",\"data\":{}}";
            cluster.redis().publish(2, new EventHeader(EventType.MESSAGE_READ, 1, 2, 0), read);
            String replayed = cluster.redis().publishMessage(2, 4, "\"live 4\"");
            String live = cluster.redis().publishMessage(2, 5, "\"live 5\"");
            for (String told : List.of(read, replayed, live)) {
                assertThat(witness.nextText()).isEqualTo(told);
            }
            gate.countDown();

            assertThat(socket.nextText()).isEqualTo(frame("4"));
            assertThat(socket.nextText()).startsWith("{\"event\":\"replay.done\"");
            assertThat(socket.nextText()).startsWith("{\"event\":\"ack\"");
            assertThat(socket.nextText()).isEqualTo(read);
            assertThat(socket.nextText()).isEqualTo(live);
            assertThat(socket.nextText()).startsWith("{\"event\":\"pong\"");
        }
    }

    @Test
    void refusalOfTheApiIsAnErrorAndWhatWaitedComes() {
        CountDownLatch gate = new CountDownLatch(1);
        api.answers(_ -> {
            awaitQuietly(gate);
            return new Reply(422, "{\"code\":\"invalid_input\",\"detail\":\"at most 1000 chats\"}");
        });
        try (TestSocket socket = gateway.connect(cluster.keys().token(3))) {
            socket.sendText(RESUME);
            await().until(() -> api.calls().size() == 1);
            String live = cluster.redis().publishMessage(3, 5, "5");
            gate.countDown();

            assertThat(socket.nextText())
                    .isEqualTo(
                            "{\"event\":\"error\",\"data\":{\"request_id\":\"r\","
                                    + "\"code\":\"invalid_input\","
                                    + "\"detail\":\"at most 1000 chats\"}}");
            assertThat(socket.nextText()).isEqualTo(live);
        }
    }

    @Test
    void answerThatCanNotBeReadIsUnavailable() {
        api.answers(_ -> new Reply(200, "nonsense"));
        try (TestSocket socket = gateway.connect(cluster.keys().token(4))) {
            socket.sendText(RESUME);

            assertThat(socket.nextText())
                    .startsWith(
                            "{\"event\":\"error\",\"data\":{\"request_id\":\"r\","
                                    + "\"code\":\"unavailable\",");
        }
    }

    @Test
    void pagesWaitForAClientThatTakesNone() {
        int pages = 24;
        String content = "\"" + "x".repeat(5_000) + "\"";
        api.answers(call -> {
            long from = Long.parseLong(call.body().replaceAll(".*\"1\":(\\d+).*", "$1"));
            List<String> frames =
                    LongStream.range(from, from + 100).mapToObj(_ -> frame(content)).toList();
            return page(
                    "{\"chats\":{\"1\":%d},\"more\":%b}".formatted(from + 100, from + 100 < 2_400),
                    frames);
        });
        String path = "/ws?token=" + cluster.keys().token(5);
        try (TestSocket slow = TestSocket.open(4_096, gateway.port(), path)) {
            slow.expectHello();
            slow.sendText("{\"action\":\"resume\",\"chats\":{\"1\":0}}");
            await().during(Duration.ofSeconds(1)).until(() -> api.calls().size() < pages - 6);

            for (int i = 0; i < pages * 100; i++) {
                assertThat(slow.nextText()).startsWith("{\"event\":\"message.created\"");
            }

            assertThat(slow.nextText())
                    .isEqualTo("{\"event\":\"replay.done\",\"data\":{\"chats\":{\"1\":2400}}}");
            assertThat(api.calls()).hasSize(pages);
        }
    }
}

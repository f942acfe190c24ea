package org.chatcluster.deploy.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.client.rest.Account;
import org.chatcluster.deploy.client.rest.FakeRest;
import org.chatcluster.deploy.client.rest.Tokens;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.ChatMessage;
import org.chatcluster.deploy.client.stream.Cursors;
import org.chatcluster.deploy.client.stream.Delivery;
import org.chatcluster.deploy.client.stream.Timing;
import org.chatcluster.deploy.client.wire.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionLoopTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Command SEND = Command.send(7, "Hello", "c-1");
    private static final String EXPIRING =
            "{\"event\": \"session.expiring\", \"data\": {\"expires_in_ms\": 60000}}";

    private final List<JsonNode> commands = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> inStep = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> gaveUp = new LinkedBlockingQueue<>();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final FakeRest rest = new FakeRest();
    private final FakeServer server = new FakeServer(this::onCommand);
    private final SessionLoop loop =
            new SessionLoop(
                    new SessionLoop.Network(
                            server,
                            rest,
                            new Tokens(rest, new Account("anna", "secret")),
                            Timing.CONTRACT,
                            Duration.ofMillis(1)),
                    new Cursors(Map.of(7L, 0L), Delivery.IN_ORDER),
                    new Steps(inStep, gaveUp),
                    new Random(1));
    private final Thread thread =
            Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, failed) -> thrown.add(failed))
                    .unstarted(loop::run);

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        thread.join();
    }

    @Test
    void brokenConnectionIsFollowedByAnother() throws InterruptedException {
        rest.answer(200, pair("a1"));
        thread.start();

        nextConnection().closed(1006);
        nextConnection();

        assertThat(server.tokens()).containsExactly("a1", "a1");
    }

    @Test
    void revokedSessionSignsInAgain() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(200, pair("b1"));
        thread.start();

        nextConnection().closed(4001);
        nextConnection();

        assertThat(server.tokens()).containsExactly("a1", "b1");
        assertThat(rest.asked()).allMatch(call -> call.path().endsWith("/login"));
    }

    @Test
    void expiredTokenIsRefreshed() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(200, pair("a2"));
        thread.start();

        nextConnection().closed(4002);
        nextConnection();

        assertThat(server.tokens()).containsExactly("a1", "a2");
        assertThat(rest.asked().getLast().path()).endsWith("/refresh");
    }

    @Test
    void tokenOfASocketIsRenewedAsOftenAsItIsAskedFor() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(200, pair("a2")).answer(200, pair("a3"));
        thread.start();
        Receiver connection = nextConnection();

        connection.text(EXPIRING);
        assertThat(shown()).isEqualTo("a2");
        connection.text(EXPIRING);

        assertThat(shown()).isEqualTo("a3");
        assertThat(server.tokens()).containsExactly("a1");
    }

    @Test
    void renewedTokenThatHasExpiredIsRefreshedBeforeTheNextConnection()
            throws InterruptedException {
        rest.answer(200, pair("a1")).answer(200, pair("a2")).answer(200, pair("a3"));
        thread.start();
        Receiver connection = nextConnection();
        connection.text(EXPIRING);
        assertThat(shown()).isEqualTo("a2");

        connection.closed(4002);
        nextConnection();

        assertThat(server.tokens()).containsExactly("a1", "a3");
    }

    @Test
    void sessionThatIsRevokedAfterARenewalSignsInAgain() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(200, pair("a2")).answer(200, pair("b1"));
        thread.start();
        Receiver connection = nextConnection();
        connection.text(EXPIRING);
        assertThat(shown()).isEqualTo("a2");

        connection.closed(4001);
        nextConnection();

        assertThat(server.tokens()).containsExactly("a1", "b1");
        assertThat(rest.asked().getLast().path()).endsWith("/login");
    }

    @Test
    void listenerThatThrowsEndsTheSocketAndIsTold() throws InterruptedException {
        rest.answer(200, pair("a1"));
        thread.start();

        nextConnection()
                .text(
                        """
                        {"event": "message.created", "data": {"chat_id": 7, "seq": 1,
                         "change_seq": 1, "author_id": 1, "content": "text", "ts": ""}}
                        """);

        assertThat(gaveUp.poll(10, TimeUnit.SECONDS)).contains("message 1");
        thread.join();
        assertThat(server.aborted()).isOne();
        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(server.tokens()).hasSize(1);
    }

    @Test
    void socketThatEndsByItselfIsNotEndedOnceMore() throws InterruptedException {
        rest.answer(200, pair("a1"));
        thread.start();
        nextConnection();

        loop.stop();
        thread.join();

        assertThat(server.aborted()).isZero();
        assertThat(gaveUp).isEmpty();
    }

    @Test
    void sendIsRepeatedUnderItsClientIdByTheOtherWayUntilItIsAnswered()
            throws InterruptedException {
        rest.answer(200, pair("a1")).answer(503, "{}").answer(201, "{\"seq\": 3}");
        thread.start();
        nextConnection();

        JsonNode message = loop.commands().perform(SEND, Route.REST, LIMIT);

        assertThat(message.path("seq").longValue()).isEqualTo(3);
        assertThat(commands).hasSize(1);
        assertThat(commands.getFirst().path("client_id").asText()).isEqualTo("c-1");
        assertThat(rest.asked())
                .filteredOn(call -> call.path().endsWith("/messages"))
                .hasSize(2)
                .allMatch(call -> call.body().path("client_id").asText().equals("c-1"));
    }

    @Test
    void refusedSendIsNotRepeated() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(422, "{\"code\": \"invalid_input\"}");
        thread.start();
        nextConnection();

        assertThatThrownBy(() -> loop.commands().perform(SEND, Route.REST, LIMIT))
                .isInstanceOf(CommandRefused.class)
                .hasMessage("invalid_input");
    }

    @Test
    void sendIsGivenUpAfterItsTime() throws InterruptedException {
        rest.answer(200, pair("a1")).answer(503, "{}");
        thread.start();
        nextConnection();

        assertThatThrownBy(() -> loop.commands().perform(SEND, Route.REST, Duration.ZERO))
                .isInstanceOf(NotAnswered.class);
    }

    /// Returns the next token that a socket is shown.
    private String shown() throws InterruptedException {
        return String.valueOf(shown.poll(10, TimeUnit.SECONDS));
    }

    /// Every command over the socket but `authenticate` is asked to come again.
    private void onCommand(JsonNode command, Receiver receiver) {
        if (command.path("action").asText().equals("authenticate")) {
            shown.add(command.path("token").asText());
            return;
        }
        commands.add(command);
        receiver.text(
                """
                {"event": "error", "data": {"request_id": "%s", "code": "unavailable",
                 "retry_after_ms": 1}}
                """
                        .formatted(command.path("request_id").asText()));
    }

    private static String pair(String access) {
        return "{\"access_token\": \"%s\", \"refresh_token\": \"r-%s\"}".formatted(access, access);
    }

    /// Returns the next connection once the client is in step on it.
    private Receiver nextConnection() throws InterruptedException {
        Receiver next = server.nextConnection();
        assertThat(inStep.poll(10, TimeUnit.SECONDS)).isNotNull();
        return next;
    }

    private record Steps(BlockingQueue<Boolean> inStep, BlockingQueue<String> gaveUp)
            implements ChatListener {
        @Override
        public void message(ChatMessage message) {
            throw new IllegalStateException("message " + message.seq());
        }

        @Override
        public void gaveUp(String reason) {
            gaveUp.add(reason);
        }

        @Override
        public void resumed() {
            inStep.add(true);
        }
    }
}

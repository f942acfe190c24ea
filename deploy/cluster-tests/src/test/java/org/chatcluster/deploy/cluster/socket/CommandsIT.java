package org.chatcluster.deploy.cluster.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Commands over `/ws`: each does what the REST call does, and is answered under its request id.
@OnCluster
final class CommandsIT {
    private final Person alice;
    private final Person bob;
    private final long chat;
    private final Socket aliceSocket;
    private final Socket bobSocket;

    CommandsIT(TestCluster cluster) {
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
        this.aliceSocket = alice.connect(cluster.gateway(1));
        this.bobSocket = bob.connect(cluster.gateway(2));
    }

    @AfterEach
    void disconnect() {
        aliceSocket.close();
        bobSocket.close();
    }

    @Test
    void sendIsAcknowledgedWithTheMessageThatEveryoneGets() {
        Frame ack = aliceSocket.ask("r1", send("r1", chat, "sent over a socket", "c-1"));

        Frame atBob = bobSocket.await("message.created", chat, 1).getFirst();
        Frame atAlice = aliceSocket.await("message.created", chat, 1).getFirst();
        assertThat(ack.event()).isEqualTo("ack");
        assertThat(ack.data().path("action").asText()).isEqualTo("send_message");
        assertThat(ack.data().path("result")).isEqualTo(atBob.data());
        assertThat(atBob.data().path("client_id").asText()).isEqualTo("c-1");
        assertThat(atBob.data().path("author_id").longValue()).isEqualTo(alice.id());
        assertThat(atBob.raw()).isEqualTo(atAlice.raw());
    }

    @Test
    void repeatedClientIdIsTheSameMessage() {
        Frame first = aliceSocket.ask("r1", send("r1", chat, "sent more than once", "c-1"));
        Frame second = aliceSocket.ask("r2", send("r2", chat, "sent more than once", "c-1"));

        JsonNode later = bob.send(chat, "something after it");
        bobSocket.await("message.created", chat, 2);
        assertThat(second.data().path("result")).isEqualTo(first.data().path("result"));
        assertThat(later.path("seq").longValue()).isEqualTo(2);
        assertThat(bobSocket.frames("message.created", chat)).hasSize(2);
    }

    @Test
    void sendWithoutRequestIdIsNotAcknowledged() {
        aliceSocket.send(
                Json.object(
                        "action",
                        "send_message",
                        "chat_id",
                        chat,
                        "content",
                        "no request id here",
                        "client_id",
                        "c-1"));

        bobSocket.await("message.created", chat, 1);
        aliceSocket.await("message.created", chat, 1);
        aliceSocket.pass();
        assertThat(aliceSocket.frames(frame -> frame.event().equals("ack"))).isEmpty();
    }

    @Test
    void readIsAcknowledgedAndToldToBoth() {
        alice.send(chat, "a message to read");

        Frame ack =
                bobSocket.ask(
                        "r1",
                        Json.object(
                                "action", "read", "request_id", "r1", "chat_id", chat, "seq", 1));

        Frame atAlice = aliceSocket.await("message.read", chat, 1).getFirst();
        Frame atBob = bobSocket.await("message.read", chat, 1).getFirst();
        assertThat(ack.event()).isEqualTo("ack");
        assertThat(ack.data().path("action").asText()).isEqualTo("read");
        assertThat(ack.data().path("result").path("chat_id").longValue()).isEqualTo(chat);
        assertThat(ack.data().path("result").path("last_read_seq").longValue()).isEqualTo(1);
        assertThat(ack.data().path("result").path("unread_count").intValue()).isZero();
        assertThat(atAlice.data().path("user_id").longValue()).isEqualTo(bob.id());
        assertThat(atAlice.raw()).isEqualTo(atBob.raw());
    }

    @Test
    void pingIsAnsweredWithPong() {
        Frame pong = aliceSocket.ask("p1", Json.object("action", "ping", "request_id", "p1"));

        assertThat(pong.event()).isEqualTo("pong");
        assertThat(pong.data().path("ts").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void requestIdComesBackAsItWasSent() {
        aliceSocket.send(Json.object("action", "ping", "request_id", 42));

        Frame pong = aliceSocket.await("pong");
        assertThat(pong.data().path("request_id").isIntegralNumber()).isTrue();
        assertThat(pong.data().path("request_id").intValue()).isEqualTo(42);
    }

    @Test
    void wrongCommandsAreAnsweredWithErrorsAndTheSocketStays() {
        assertThat(codeOf("{\"action\": \"dance\", \"request_id\": \"r1\"}"))
                .isEqualTo("unknown_action");
        assertThat(codeOf("{\"request_id\": \"r1\"}")).isEqualTo("bad_frame");
        assertThat(codeOf("not json")).isEqualTo("bad_frame");
        assertThat(codeOf("[1, 2]")).isEqualTo("bad_frame");
        assertThat(codeOf("{\"action\": \"ping\"")).isEqualTo("bad_frame");
        assertThat(codeOf(send("r1", chat, " ", "c-1"))).isEqualTo("invalid_input");
        assertThat(codeOf(send("r1", chat, "x".repeat(10_001), "c-1"))).isEqualTo("invalid_input");
        assertThat(codeOf("{\"action\": \"read\", \"chat_id\": \"x\"}")).isEqualTo("invalid_input");
        assertThat(codeOf(send("r1", 999_999_999L, "no such chat", "c-1"))).isEqualTo("not_found");

        aliceSocket.pass();
        assertThat(bobSocket.frames("message.created", chat)).isEmpty();
        assertThat(alice.chat(chat).path("seq").longValue()).isZero();
    }

    @Test
    void errorCarriesRequestIdAndFields() {
        Frame error = aliceSocket.ask("r7", send("r7", chat, "", "c-1"));

        assertThat(error.event()).isEqualTo("error");
        assertThat(error.data().path("detail").asText()).isNotBlank();
        assertThat(error.data().path("errors").get(0).path("field").asText()).isEqualTo("content");
        assertThat(error.data().path("errors").get(0).path("message").asText()).isNotBlank();
    }

    @Test
    void commandsOfOneSocketAreDoneInTheirOrder() {
        int count = 50;
        for (int i = 1; i <= count; i++) {
            aliceSocket.send(
                    send("r" + i, chat, "in its order " + i, UUID.randomUUID().toString()));
        }

        var frames = bobSocket.await("message.created", chat, count);
        assertThat(
                        frames.stream()
                                .sorted(Comparator.comparingLong(Frame::seq))
                                .map(frame -> frame.data().path("content").asText()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count)
                                .mapToObj(i -> "in its order " + i)
                                .toList());
    }

    private String codeOf(String frame) {
        int before = aliceSocket.frames(answer -> answer.event().equals("error")).size();
        aliceSocket.send(frame);
        aliceSocket.await(
                "error number " + before,
                _ -> aliceSocket.frames(answer -> answer.event().equals("error")).size() > before);
        return aliceSocket
                .frames(answer -> answer.event().equals("error"))
                .get(before)
                .data()
                .path("code")
                .asText();
    }

    private static String send(String requestId, long chat, String content, String clientId) {
        return Json.object(
                "action", "send_message",
                "request_id", requestId,
                "chat_id", chat,
                "content", content,
                "client_id", clientId);
    }
}

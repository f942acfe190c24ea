package org.chatcluster.deploy.cluster.mini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Both protocols in the same chats, what is refused, and what is sent several times at once.
@OnCluster
final class MixedProtocolsIT {
    private static final int SOCKETS = 4;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;

    MixedProtocolsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
    }

    @Test
    void whatIsSentAndReadThroughOneAppearsInTheOther() {
        try (Socket mini = Socket.connect(alice, cluster.gateway(1));
                Socket events = bob.connect(cluster.gateway(2))) {
            mini.send(message("from the mini-application", null));
            JsonNode created = events.await("message.created", chat, 1).getFirst().data();
            bob.send(chat, "from the REST call to the mini-application");
            List<Frame> received = mini.awaitAction("new_message", 2);
            String read = "/api/v1/chats/" + chat + "/read";
            bob.post(read, Json.object("seq", 2)).as(200);
            Frame readByAll = mini.awaitAction("message_read", 1).getFirst();
            mini.send(
                    Json.object(
                            "action",
                            "message_read",
                            "message_id",
                            received.getLast().data().path("id").longValue()));
            Frame told = events.await("message.read_by_all", chat, 1).getFirst();

            assertThat(created.path("content").asText()).isEqualTo("from the mini-application");
            assertThat(created.path("client_id").asText()).isNotEmpty();
            assertThat(received.getLast().data().path("text").asText())
                    .isEqualTo("from the REST call to the mini-application");
            assertThat(readByAll.data().path("message_id")).isEqualTo(created.path("id"));
            assertThat(told.data().path("message_id"))
                    .isEqualTo(received.getLast().data().path("id"));
        }
    }

    @Test
    void sameTextSentThroughSeveralSocketsAtOnceIsOneMessage() {
        List<Socket> sockets =
                IntStream.range(0, SOCKETS)
                        .mapToObj(i -> Socket.connect(alice, cluster.gateway(1 + i)))
                        .toList();
        try {
            Parallel.times(SOCKETS, i -> sent(sockets.get(i), message("the same text", null)));
            sockets.forEach(socket -> socket.awaitAction("new_message", 1));
            Parallel.times(SOCKETS, i -> sent(sockets.get(i), message("the same id", "id-1")));
            sockets.forEach(socket -> socket.awaitAction("new_message", 2));
            sockets.forEach(socket -> refusal(socket, "{}"));

            assertThat(sockets)
                    .allSatisfy(socket -> assertThat(socket.actions("new_message")).hasSize(2));
            assertThat(contents()).containsExactly("the same text", "the same id");
        } finally {
            sockets.forEach(Socket::close);
        }
    }

    @Test
    void sameTextSentTwiceThroughOneSocketIsTwoMessages() {
        try (Socket socket = Socket.connect(alice, cluster.gateway(1))) {
            socket.send(message("said twice, meant twice", null));
            socket.send(message("said twice, meant twice", null));

            socket.awaitAction("new_message", 2);
            assertThat(contents()).hasSize(2);
        }
    }

    @Test
    void whatIsRefusedIsAFrameAndTheSocketStays() {
        try (Socket socket = Socket.connect(alice, cluster.gateway(1))) {
            assertThat(refusal(socket, "no JSON")).isEqualTo("bad_frame");
            assertThat(refusal(socket, "{\"action\": 1}")).isEqualTo("bad_frame");
            assertThat(refusal(socket, "{\"action\": \"dance\"}")).isEqualTo("unknown_action");
            assertThat(refusal(socket, "{\"action\": \"send_message\"}"))
                    .isEqualTo("invalid_input");
            assertThat(refusal(socket, message("  ", null))).isEqualTo("invalid_input");
            assertThat(refusal(socket, "{\"action\": \"message_read\", \"message_id\": \"x\"}"))
                    .isEqualTo("invalid_input");
            assertThat(refusal(socket, "{\"action\": \"message_read\", \"message_id\": 900000000}"))
                    .isEqualTo("not_found");
            assertThat(
                            refusal(
                                    socket,
                                    "{\"action\": \"send_message\", \"chat_id\": \"900000000\", \"text\": \"to a chat of nobody\"}"))
                    .isEqualTo("not_found");
            assertThat(
                            refusal(
                                    socket,
                                    "{\"action\": \"create_chat\", \"type\": \"group\", \"user_ids\": []}"))
                    .isEqualTo("invalid_input");
            assertThat(
                            refusal(
                                    socket,
                                    "{\"action\": \"create_chat\", \"type\": \"group\", \"name\": \"A\", \"user_ids\": [\"x\"]}"))
                    .isIn("invalid_input", "bad_request");
            assertThat(
                            refusal(
                                    socket,
                                    "{\"action\": \"create_chat\", \"type\": \"private\", \"user_ids\": []}"))
                    .isEqualTo("invalid_input");

            socket.send(message("after all these refusals", null));
            socket.awaitAction("new_message", 1);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void privateChatThatIsThereIsToldToWhoAsks() {
        try (Socket socket = Socket.connect(alice, cluster.gateway(1))) {
            socket.send(
                    Json.object(
                            "action",
                            "create_chat",
                            "type",
                            "private",
                            "user_ids",
                            List.of(bob.user().path("uuid").asText())));

            JsonNode created = socket.awaitAction("chat_created", 1).getFirst().data();
            assertThat(created.path("chat_id").longValue()).isEqualTo(chat);
            Fields.are(created, "chat_id", "type", "name", "user_ids");
        }
    }

    @Test
    void logoutClosesTheSocket() {
        try (Socket socket = Socket.connect(alice, cluster.gateway(1))) {
            alice.rest().call("POST", "/api/v1/auth/logout", "");

            assertThat(socket.awaitClose()).isEqualTo(4001);
        }
    }

    private String message(String text, @Nullable String clientId) {
        return clientId == null
                ? Json.object("action", "send_message", "chat_id", chat, "text", text)
                : Json.object(
                        "action",
                        "send_message",
                        "chat_id",
                        Long.toString(chat),
                        "text",
                        text,
                        "client_id",
                        clientId);
    }

    private static int sent(Socket socket, String frame) {
        socket.send(frame);
        return 1;
    }

    /// Sends a frame and returns the code of the error that answers it.
    private static String refusal(Socket socket, String frame) {
        int before = socket.actions("error").size();
        socket.send(frame);
        Frame error = socket.awaitAction("error", before + 1).getLast();
        assertThat(error.json().path("detail").asText()).isNotBlank();
        return error.json().path("code").asText();
    }

    private List<String> contents() {
        return Json.elements(alice.get("/api/v1/chats/" + chat + "/messages").as(200)).stream()
                .map(message -> message.path("content").asText())
                .toList();
    }
}

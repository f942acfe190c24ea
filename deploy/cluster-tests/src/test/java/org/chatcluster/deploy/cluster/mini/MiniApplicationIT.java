package org.chatcluster.deploy.cluster.mini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// The document of the mini-application, shape by shape, over two gateways.
@OnCluster
final class MiniApplicationIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;

    MiniApplicationIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
    }

    @Test
    void peopleRegisterLogInAndAreListed() {
        String email = "mini" + UUID.randomUUID() + "@example.com";
        String body = Json.object("name", "Mini", "email", email, "password", Person.PASSWORD);

        JsonNode registered = cluster.anonymous().post("/register", body).as(201);
        JsonNode login =
                cluster.anonymous()
                        .post("/login", Json.object("email", email, "password", Person.PASSWORD))
                        .as(200);
        Rest mini =
                cluster.anonymous()
                        .with("Authorization", "Bearer " + login.path("access_token").asText());
        long id = mini.get("/api/v1/users/me").as(200).path("id").longValue();
        Answer list = mini.get("/users_list?limit=500&before=" + (id + 1));

        Fields.are(registered, "user_uuid", "name", "access_token", "token_type");
        Fields.are(login, "access_token", "token_type");
        Fields.are(list.as(200), "users");
        assertThat(login.path("token_type").asText()).isEqualTo("bearer");
        assertThat(Json.elements(list.json().path("users")))
                .allSatisfy(user -> Fields.are(user, "user_uuid", "name"))
                .anySatisfy(user -> {
                    assertThat(user.path("user_uuid")).isEqualTo(registered.path("user_uuid"));
                    assertThat(user.path("name").asText()).isEqualTo("Mini");
                });
        assertThat(cluster.anonymous().get("/users_list").problem(401)).isEqualTo("unauthorized");
    }

    @Test
    void twoPeopleTalkInPrivateOnTwoGateways() {
        try (Socket aliceSocket = Socket.connect(alice, cluster.gateway(1));
                Socket bobSocket = Socket.connect(bob, cluster.gateway(2))) {
            aliceSocket.send(
                    Json.object(
                            "action",
                            "create_chat",
                            "type",
                            "private",
                            "name",
                            "us",
                            "user_ids",
                            List.of(uuid(bob))));
            JsonNode chat = aliceSocket.awaitAction("chat_created", 1).getFirst().data();
            bobSocket.awaitAction("chat_created", 1);
            long chatId = chat.path("chat_id").longValue();
            aliceSocket.send(message(chatId, "Hello, Bob of the mini-application"));
            Frame sent = aliceSocket.awaitAction("new_message", 1).getFirst();
            Frame received = bobSocket.awaitAction("new_message", 1).getFirst();
            String id = received.data().path("id").asText();
            bobSocket.send(Json.object("action", "message_read", "message_id", id));
            Frame read = aliceSocket.awaitAction("message_read", 1).getFirst();

            Fields.are(chat, "chat_id", "type", "name", "user_ids");
            assertThat(chat.path("type").asText()).isEqualTo("private");
            assertThat(Json.elements(chat.path("user_ids")))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder(uuid(alice), uuid(bob));
            assertThat(received.json()).isEqualTo(sent.json());
            Fields.areOfMessage(received.data());
            assertThat(received.data().path("chat_id").longValue()).isEqualTo(chatId);
            assertThat(received.data().path("sender_uuid").asText()).isEqualTo(uuid(alice));
            assertThat(read.json().toString())
                    .isEqualTo(
                            "{\"action\":\"message_read\",\"data\":{\"message_id\":%s,\"chat_id\":%d,\"read_status\":\"read\"}}"
                                    .formatted(id, chatId));
            assertThat(bobSocket.actions("message_read")).isEmpty();
        }
    }

    @Test
    void groupsAuthorHearsOnceWhenEverybodyHasRead() {
        Person carol = cluster.register("Carol");
        try (Socket aliceSocket = Socket.connect(alice, cluster.gateway(1));
                Socket bobSocket = Socket.connect(bob, cluster.gateway(2));
                Socket carolSocket = Socket.connect(carol, cluster.gateway(1))) {
            aliceSocket.send(
                    Json.object(
                            "action",
                            "create_chat",
                            "type",
                            "group",
                            "name",
                            "Mini group",
                            "user_ids",
                            List.of(uuid(bob), uuid(carol))));
            JsonNode chat = carolSocket.awaitAction("chat_created", 1).getFirst().data();
            assertThat(chat.path("name").asText()).isEqualTo("Mini group");
            long chatId = chat.path("chat_id").longValue();
            aliceSocket.send(message(chatId, "the first to the mini group"));
            aliceSocket.send(message(chatId, "the second to the mini group"));
            List<Long> ids = ids(bobSocket.awaitAction("new_message", 2));
            carolSocket.awaitAction("new_message", 2);

            read(bobSocket, ids.getLast());
            aliceSocket.await("message of Bob", frame -> frame.action().equals("new_message"));
            bobSocket.send(message(chatId, "Bob has read what Alice wrote"));
            aliceSocket.awaitAction("new_message", 3);
            List<Frame> afterBob = aliceSocket.actions("message_read");
            read(carolSocket, ids.getFirst());
            aliceSocket.awaitAction("message_read", 1);
            read(carolSocket, ids.getLast());
            List<Frame> told = aliceSocket.awaitAction("message_read", 2);

            assertThat(afterBob).isEmpty();
            assertThat(told)
                    .extracting(frame -> frame.data().path("message_id").longValue())
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void socketBeginsWithWhatIsUnread() {
        long chat = alice.directChatWith(bob);
        try (Socket nothing = Socket.connect(bob, cluster.gateway(1))) {
            assertThat(nothing.frames().getFirst().raw())
                    .isEqualTo("{\"action\":\"unread_messages\",\"data\":[]}");
        }
        JsonNode first = alice.send(chat, "the first unread message");
        JsonNode second = alice.send(chat, "the second unread message");

        JsonNode frame;
        try (Socket socket = Socket.connect(bob, cluster.gateway(2))) {
            frame = socket.frames().getFirst().json();
            read(socket, first.path("id").longValue());
            read(socket, second.path("id").longValue());
            read(socket, 1);
            socket.awaitAction("error", 1);
        }

        Fields.are(frame, "action", "data");
        assertThat(Json.elements(frame.path("data")))
                .allSatisfy(Fields::areOfMessage)
                .extracting(message -> message.path("id").longValue())
                .containsExactly(first.path("id").longValue(), second.path("id").longValue());
        JsonNode message = frame.path("data").get(0);
        assertThat(message.path("chat_id").longValue()).isEqualTo(chat);
        assertThat(message.path("sender_uuid").asText()).isEqualTo(uuid(alice));
        assertThat(message.path("text").asText()).isEqualTo("the first unread message");
        assertThat(first.path("ts").asText()).startsWith(message.path("timestamp").asText());
        try (Socket again = Socket.connect(bob, cluster.gateway(1))) {
            assertThat(again.frames().getFirst().data()).isEmpty();
        }
    }

    private static String message(long chatId, String text) {
        return Json.object("action", "send_message", "chat_id", chatId, "text", text);
    }

    private static void read(Socket socket, long messageId) {
        socket.send(Json.object("action", "message_read", "message_id", messageId));
    }

    private static List<Long> ids(List<Frame> frames) {
        return frames.stream().map(frame -> frame.data().path("id").longValue()).toList();
    }

    private static String uuid(Person person) {
        return person.user().path("uuid").asText();
    }
}

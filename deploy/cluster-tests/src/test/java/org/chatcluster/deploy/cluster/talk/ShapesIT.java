package org.chatcluster.deploy.cluster.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// What every answer and frame beyond the two-people scenario looks like, field by field.
@OnCluster
final class ShapesIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;

    ShapesIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
    }

    @Test
    void groupIsMadeWithItsCreatorAsAMember() {
        JsonNode made =
                alice.post(
                                "/api/v1/chats",
                                Json.object("title", "Team", "userIds", List.of(bob.id())))
                        .as(201);

        Shape.CHAT.check(made);
        assertThat(made.path("type").asText()).isEqualTo("group");
        assertThat(made.path("is_group").booleanValue()).isTrue();
        assertThat(made.path("created_by").longValue()).isEqualTo(alice.id());
        assertThat(made.path("participants_count").intValue()).isEqualTo(2);
        assertThat(Json.longs(made.path("participants"), "id"))
                .containsExactly(alice.id(), bob.id());
    }

    @Test
    void newChatIsAnnouncedToEveryMemberAsTheySeeIt() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            long chat = alice.group("Announced", bob);

            Frame frame = bobSocket.await("chat.created");

            Shape.CHAT.check(frame.data());
            assertThat(frame.data()).isEqualTo(bob.chat(chat));
            assertThat(aliceSocket.await("chat.created").raw()).isEqualTo(frame.raw());
        }
    }

    @Test
    void membersArePagedById() {
        Person carol = cluster.register("Carol");
        long chat = alice.group("Members", bob, carol);
        String path = "/api/v1/chats/" + chat + "/members";

        Answer first = bob.get(path + "?limit=2");
        String next = first.header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");
        JsonNode second = bob.get(next).as(200);

        JsonNode members = Shape.MEMBER.checkAll(first.as(200));
        Shape.MEMBER.checkAll(second);
        assertThat(members.get(0).path("user").path("id").longValue()).isEqualTo(alice.id());
        assertThat(members.get(0).path("is_creator").booleanValue()).isTrue();
        assertThat(members.get(1).path("is_creator").booleanValue()).isFalse();
        assertThat(second).hasSize(1);
        assertThat(second.get(0).path("user").path("id").longValue()).isEqualTo(carol.id());
    }

    @Test
    void messageKeepsPayloadReplyAndClientId() {
        long chat = alice.directChatWith(bob);
        JsonNode first = alice.send(chat, "the first message");
        String body =
                """
                {"chat_id": %d, "type": "file", "content": "a file and more", "reply_to_id": %s,
                 "payload": {"b": [1, 2.5, null, {"ü": true}], "a": "text"}, "client_id": "c-1"}
                """
                        .formatted(chat, first.path("id"));

        JsonNode sent = Shape.MESSAGE.check(bob.post("/api/v1/messages", body).as(201));

        JsonNode page = alice.get("/api/v1/chats/" + chat + "/messages").as(200);
        assertThat(sent.path("type").asText()).isEqualTo("file");
        assertThat(sent.path("payload")).isEqualTo(Json.parse(body).path("payload"));
        assertThat(sent.path("reply_to_id")).isEqualTo(first.path("id"));
        assertThat(sent.path("client_id").asText()).isEqualTo("c-1");
        assertThat(page.get(1)).isEqualTo(sent);
        assertThat(bob.chat(chat).path("last_message")).isEqualTo(sent);
    }

    @Test
    void contentComesBackCharacterByCharacter() {
        long chat = alice.directChatWith(bob);
        String content = "Привет 👋🏽 \"quoted\" \\ /\u2028\t<b>&amp;</b>\r\n\u0001 end";

        try (Socket socket = bob.connect(cluster.gateway(2))) {
            alice.send(chat, content);

            Frame frame = socket.await("message.created", chat, 1).getFirst();
            JsonNode page = bob.get("/api/v1/chats/" + chat + "/messages").as(200);
            assertThat(frame.data().path("content").asText()).isEqualTo(content);
            assertThat(page.get(0).path("content").asText()).isEqualTo(content);
        }
    }

    @Test
    void timesHaveSixDigitsEvenOnTheFullSecond() {
        long chat = alice.directChatWith(bob);
        alice.send(chat, "on the full second");
        cluster.database()
                .run("UPDATE messages SET ts = '2026-01-01T00:00:00Z' WHERE chat_id = ?", chat);
        cluster.database()
                .run("UPDATE chats SET created_at = '2026-01-01T00:00:00.5Z' WHERE id = ?", chat);

        JsonNode seen = bob.chat(chat);

        assertThat(seen.path("created_at").asText()).isEqualTo("2026-01-01T00:00:00.500000Z");
        assertThat(seen.path("last_message").path("ts").asText())
                .isEqualTo("2026-01-01T00:00:00.000000Z");
    }

    @Test
    void strangersSeeNoEmailUntilTheyShareAChat() {
        String search = "/api/v1/users/search?tag=" + bob.user().path("tag").asText();

        Shape.STRANGER.check(alice.get(search).as(200));
        alice.directChatWith(bob);

        Shape.PARTICIPANT.check(alice.get(search).as(200));
        Shape.PARTICIPANT.check(cluster.admin().get(search).as(200));
    }

    @Test
    void chatOfMoreThanAHundredListsTheFirstHundredAndCountsAll() {
        String users = "generate_series(1, 120) n";
        long firstId = 1_000_000_000L + alice.id() * 1_000;
        cluster.database()
                .run(
                        """
                        INSERT INTO users (id, email, password_hash, display_name, tag)
                        SELECT ? + n, 'many-' || (? + n) || '@example.com', '', 'Many', 'many' || (? + n)
                          FROM %s
                        """
                                .formatted(users),
                        firstId,
                        firstId,
                        firstId);
        List<Long> ids = LongStream.rangeClosed(firstId + 1, firstId + 120).boxed().toList();

        JsonNode made =
                alice.post("/api/v1/chats", Json.object("title", "Crowd", "user_ids", ids)).as(201);

        assertThat(made.path("participants")).hasSize(100);
        assertThat(made.path("participants_count").intValue()).isEqualTo(121);
    }
}

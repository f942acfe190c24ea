package org.chatcluster.deploy.cluster.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Forwards, replies and mentions, over two nodes of each kind.
@OnCluster
final class ForwardsIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final long chat;

    ForwardsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice").at(cluster.api(1));
        this.bob = cluster.register("Bob").at(cluster.api(2));
        this.carol = cluster.register("Carol").at(cluster.api(1));
        this.chat = alice.group("From", bob);
    }

    @Test
    void forwardIsANewMessageInEachChatThatSaysWhereItComesFrom() {
        JsonNode first = alice.send(chat, "news for all");
        long direct = bob.directChatWith(carol);
        long group = bob.group("To", carol);
        try (Socket carolSocket = carol.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {

            JsonNode copies = new Changing(bob, id(first)).forward(group, direct).as(201);

            assertThat(Json.longs(copies, "chat_id")).containsExactly(group, direct);
            JsonNode copy = copies.get(0);
            assertThat(copy.path("content").asText()).isEqualTo("news for all");
            assertThat(copy.path("author_id").longValue()).isEqualTo(bob.id());
            assertThat(copy.path("forwarded_from"))
                    .isEqualTo(
                            Json.parse(
                                    Json.object(
                                            "message_id",
                                            id(first),
                                            "chat_id",
                                            chat,
                                            "author_id",
                                            alice.id(),
                                            "author_name",
                                            "Alice",
                                            "ts",
                                            first.path("ts").asText())));
            for (Socket socket : List.of(carolSocket, bobSocket)) {
                assertThat(socket.await("message.created", group, 1).getFirst().data())
                        .isEqualTo(copy);
                assertThat(socket.await("message.created", direct, 1).getFirst().data())
                        .isEqualTo(copies.get(1));
            }
            JsonNode further = new Changing(carol, id(copy)).forward(direct).as(201).get(0);
            assertThat(further.path("forwarded_from")).isEqualTo(copy.path("forwarded_from"));
            assertThat(carol.chat(group).path("unread_count").intValue()).isOne();
        }
    }

    @Test
    void forwardGoesOnlyFromAndToOnesOwnChats() {
        long message = id(alice.send(chat, "between us"));
        long strangers = alice.directChatWith(carol);
        long own = bob.group("Bob's");

        assertThat(new Changing(bob, message).forward(own, strangers).problem(404))
                .isEqualTo("not_found");
        assertThat(new Changing(carol, message).forward(strangers).problem(404))
                .isEqualTo("not_found");

        assertThat(bob.chat(own).path("seq").longValue()).as("all or none").isZero();
        assertThat(alice.chat(strangers).path("seq").longValue()).isZero();
    }

    @Test
    void tenEqualForwardsUnderOneKeyAreOne() {
        long message = id(alice.send(chat, "once only"));
        long own = bob.group("Bob's");
        String key = UUID.randomUUID().toString();

        List<Answer> answers =
                Parallel.times(
                        10,
                        i ->
                                new Changing(bob.at(cluster.api(1 + i % 2)), message)
                                        .forward(key, own));

        assertThat(answers.stream().map(answer -> answer.as(201)).distinct()).hasSize(1);
        assertThat(bob.chat(own).path("seq").longValue()).isOne();
    }

    @Test
    void replyIsToAMessageOfTheChatThatIsNotDeleted() {
        long message = id(alice.send(chat, "question"));
        long elsewhere = bob.group("Elsewhere");

        assertThat(reply(chat, message).as(201).path("reply_to_id").longValue()).isEqualTo(message);
        assertThat(reply(elsewhere, message).fieldsAtFault()).containsExactly("reply_to_id");
        new Changing(alice, message).delete().as(200);
        assertThat(reply(chat, message).fieldsAtFault()).containsExactly("reply_to_id");
    }

    @Test
    void mentionsAreMembersAndCountedApartUntilTheyAreRead() {
        String content =
                "@%s, not @%s of another chat"
                        .formatted(
                                bob.user().path("tag").asText(), carol.user().path("tag").asText());
        try (Socket bobSocket = bob.connect(cluster.gateway(2))) {
            alice.send(chat, "nobody is meant");

            JsonNode sent = alice.send(chat, content);

            assertThat(sent.path("mentions")).hasSize(1);
            assertThat(sent.path("mentions").get(0).longValue()).isEqualTo(bob.id());
            assertThat(bobSocket.await("message.created", chat, 2))
                    .extracting(Frame::data)
                    .contains(sent);
            JsonNode listed = bob.get("/api/v1/chats").as(200).get(0);
            assertThat(listed.path("unread_mentions").intValue()).isOne();
            assertThat(listed.path("unread_count").intValue()).isEqualTo(2);
            assertThat(alice.chat(chat).path("unread_mentions").intValue()).isZero();
            new Changing(alice, id(sent)).edit("nobody any more").as(200);
            assertThat(bob.chat(chat).path("unread_mentions").intValue()).isZero();
            new Changing(alice, id(sent)).edit(content).as(200);
            bob.post("/api/v1/chats/" + chat + "/read", Json.object("message_id", id(sent)))
                    .as(200);
            assertThat(bob.chat(chat).path("unread_mentions").intValue()).isZero();
        }
    }

    private Answer reply(long to, long message) {
        return bob.post(
                "/api/v1/messages",
                Json.object("chat_id", to, "content", "answer", "reply_to_id", message));
    }

    private static long id(JsonNode message) {
        return message.path("id").longValue();
    }
}

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

/// Edits and deletions, with the two people at different API nodes and gateways.
@OnCluster
final class EditsIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;

    EditsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice").at(cluster.api(1));
        this.bob = cluster.register("Bob").at(cluster.api(2));
        this.chat = alice.group("Edits", bob);
    }

    @Test
    void editReachesEverySocketOfEveryMemberAsTheSameBytes() {
        long message = send(alice, "as it was first");
        send(bob, "another one");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {

            JsonNode edited = new Changing(alice, message).edit("as it is now").as(200);

            Frame frame = bobSocket.await("message.updated", chat, 1).getFirst();
            assertThat(frame.data()).isEqualTo(edited);
            assertThat(aliceSocket.await("message.updated", chat, 1).getFirst().raw())
                    .isEqualTo(frame.raw());
            assertThat(edited.path("seq").longValue()).isOne();
            assertThat(edited.path("change_seq").longValue()).isEqualTo(3);
            assertThat(edited.path("content").asText()).isEqualTo("as it is now");
            assertThat(edited.path("edited_at").isTextual()).isTrue();
            assertThat(messages(bob).get(0)).isEqualTo(edited);
        }
    }

    @Test
    void editsAreKeptForTheAuthorAndTheChatsAdmins() {
        long message = send(bob, "version one");
        new Changing(bob, message).edit("version two").as(200);
        new Changing(bob, message).edit("version three").as(200);

        JsonNode versions = new Changing(bob, message).edits().as(200);

        assertThat(versions.findValuesAsText("content"))
                .containsExactly("version one", "version two");
        assertThat(Json.longs(versions, "change_seq")).containsExactly(2L, 3L);
        assertThat(new Changing(alice, message).edits().as(200)).isEqualTo(versions);
        Person carol = cluster.register("Carol");
        assertThat(new Changing(carol, message).edits().problem(404)).isEqualTo("not_found");
        long mine = send(alice, "not Bob's");
        assertThat(new Changing(bob, mine).edits().problem(403)).isEqualTo("forbidden");
        assertThat(new Changing(bob, mine).edit("stolen").problem(403)).isEqualTo("forbidden");
    }

    @Test
    void twentyEqualEditsUnderOneKeyAreOne() {
        long message = send(alice, "before the edits");
        String key = UUID.randomUUID().toString();

        List<Answer> answers =
                Parallel.times(
                        20,
                        i ->
                                new Changing(alice.at(cluster.api(1 + i % 2)), message)
                                        .edit("after the edit", key));

        assertThat(answers.stream().map(answer -> answer.as(200)).distinct()).hasSize(1);
        assertThat(alice.chat(chat).path("seq").longValue()).isEqualTo(2);
    }

    @Test
    void deletionReachesEverybodyAndTakesAllThatWasSaid() {
        long message = send(bob, "a secret that must go");
        new Changing(bob, message).edit("a greater secret yet").as(200);
        new Changing(alice, message).thumb().as(200);
        new Changing(alice, message).pin().as(200);
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {

            JsonNode deleted = new Changing(bob, message).delete().as(200);

            Frame frame = bobSocket.await("message.deleted", chat, 1).getFirst();
            assertThat(frame.data()).isEqualTo(deleted);
            assertThat(aliceSocket.await("message.deleted", chat, 1).getFirst().raw())
                    .isEqualTo(frame.raw());
            assertThat(deleted.path("content").asText()).isEmpty();
            assertThat(deleted.path("deleted_at").isTextual()).isTrue();
            assertThat(deleted.path("reactions")).isEmpty();
            assertThat(messages(alice).get(0)).isEqualTo(deleted);
        }
        assertThat(new Changing(bob, message).edits().as(200)).isEmpty();
        assertThat(new Changing(alice, message).edit("back again").problem(404))
                .isEqualTo("not_found");
        assertThat(leftOf("greater secret")).isZero();
        assertThat(new Changing(alice, message).delete().as(200).path("change_seq").longValue())
                .as("a second deletion changes nothing")
                .isEqualTo(5);
    }

    @Test
    void unreadCountGoesDownWithADeletionAndStaysWithAnEdit() {
        long message = send(alice, "unread by Bob");
        send(alice, "unread as well");

        new Changing(alice, message).edit("unread and edited").as(200);
        assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(2);
        new Changing(alice, message).delete().as(200);

        assertThat(bob.chat(chat).path("unread_count").intValue()).isOne();
    }

    private long leftOf(String words) {
        return cluster.database()
                .number(
                        """
                        SELECT (SELECT count(*) FROM messages m WHERE m::text LIKE '%%%1$s%%')
                             + (SELECT count(*) FROM message_edits e WHERE e::text LIKE '%%%1$s%%')
                             + (SELECT count(*) FROM outbox o WHERE o::text LIKE '%%%1$s%%')
                        """
                                .formatted(words));
    }

    private long send(Person author, String content) {
        return author.send(chat, content).path("id").longValue();
    }

    private JsonNode messages(Person reader) {
        return reader.get("/api/v1/chats/" + chat + "/messages").as(200);
    }
}

package org.chatcluster.deploy.cluster.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Reactions and pins, over two nodes of each kind.
@OnCluster
final class ReactionsIT {
    private static final int PEOPLE = 25;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;
    private final long message;

    ReactionsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice").at(cluster.api(1));
        this.bob = cluster.register("Bob").at(cluster.api(2));
        this.chat = alice.group("Reactions", bob);
        this.message = bob.send(chat, "what do you think?").path("id").longValue();
    }

    @Test
    void reactionReachesEverybodyAndCountsOnce() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {

            new Changing(alice, message).thumb().as(200);
            new Changing(alice, message).thumb().as(200);
            JsonNode both = new Changing(bob, message).thumb().as(200);
            new Changing(alice, message).noThumb().as(200);
            new Changing(alice, message).noThumb().as(200);

            List<Frame> frames = bobSocket.await("message.updated", chat, 3);
            assertThat(both.path("reactions"))
                    .isEqualTo(
                            Json.parse(
                                    "[{\"emoji\": \"%s\", \"count\": 2, \"user_ids\": [%d, %d]}]"
                                            .formatted(Changing.THUMB, alice.id(), bob.id())));
            assertThat(aliceSocket.await("message.updated", chat, 3))
                    .containsExactlyInAnyOrderElementsOf(frames);
            aliceSocket.pass();
            assertThat(aliceSocket.frames("message.updated", chat)).hasSize(3);
            assertThat(frames).extracting(Frame::data).contains(both);
            assertThat(both.path("change_seq").longValue()).isEqualTo(3);
        }
    }

    @Test
    void parallelReactionsOfManyAreAllCountedAndTwentyNamed() {
        List<Person> people = cluster.register("Fan", PEOPLE);
        long crowd = alice.group("Crowd", people.toArray(Person[]::new));
        long liked = alice.send(crowd, "like this").path("id").longValue();

        Parallel.times(
                PEOPLE,
                i -> new Changing(people.get(i).at(cluster.api(1 + i % 2)), liked).thumb().as(200));
        Parallel.times(
                5,
                i ->
                        new Changing(people.get(i).at(cluster.api(2 - i % 2)), liked)
                                .noThumb()
                                .as(200));

        JsonNode chatNow = alice.chat(crowd);
        JsonNode reaction = chatNow.path("last_message").path("reactions").get(0);
        assertThat(reaction.path("count").intValue()).isEqualTo(PEOPLE - 5);
        assertThat(reaction.path("user_ids")).hasSize(PEOPLE - 5).doesNotHaveDuplicates();
        assertThat(chatNow.path("seq").intValue()).isEqualTo(1 + PEOPLE + 5);
    }

    @Test
    void pinIsForTheGroupsAdminsAndForBothInADirectChat() {
        long direct = bob.directChatWith(alice);
        long whispered = bob.send(direct, "to be kept").path("id").longValue();
        try (Socket bobSocket = bob.connect(cluster.gateway(2))) {

            JsonNode pinned = new Changing(alice, message).pin().as(200);

            assertThat(bobSocket.await("message.updated", chat, 1).getFirst().data())
                    .isEqualTo(pinned);
            assertThat(pinned.path("pinned_at").isTextual()).isTrue();
        }
        assertThat(new Changing(bob, message).unpin().problem(403)).isEqualTo("forbidden");
        new Changing(alice, whispered).pin().as(200);
        assertThat(Json.longs(bob.get("/api/v1/chats/" + direct + "/pins").as(200), "id"))
                .containsExactly(whispered);
        new Changing(alice, message).unpin().as(200);
        assertThat(bob.get("/api/v1/chats/" + chat + "/pins").as(200)).isEmpty();
    }
}

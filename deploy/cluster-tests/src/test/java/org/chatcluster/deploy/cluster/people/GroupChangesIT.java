package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Renaming and deleting chats.
@OnCluster
final class GroupChangesIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Group group;

    GroupChangesIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.group = Group.of(alice, bob);
    }

    @Test
    void newTitleIsToldToEveryMemberAndInTheChat() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            JsonNode renamed = group.rename(alice, "  Climbers ").as(200);

            Frame toBob = bobSocket.await("chat.updated");
            Frame message = bobSocket.await("message.created", group.id(), 1).getFirst();
            assertThat(renamed.path("title").asText()).isEqualTo("Climbers");
            assertThat(aliceSocket.await("chat.updated").raw()).isEqualTo(toBob.raw());
            assertThat(toBob.data().path("title").asText()).isEqualTo("Climbers");
            assertThat(toBob.data().path("seq").longValue()).isEqualTo(1);
            assertThat(toBob.data().has("unread_count")).isFalse();
            assertThat(message.data().path("payload"))
                    .isEqualTo(
                            Json.parse(
                                    "{\"kind\": \"title_changed\", \"user_ids\": [], \"title\": \"Climbers\"}"));
        }
    }

    @Test
    void sameTitleChangesNothing() {
        group.rename(alice, "Group").as(200);

        assertThat(alice.chat(group.id()).path("seq").longValue()).isZero();
    }

    @Test
    void creatorAndChatAdminsRename() {
        assertThat(group.rename(bob, "Bob's").problem(403)).isEqualTo("forbidden");
        group.giveRole(alice, bob, "admin");

        assertThat(group.rename(bob, "Bob's").as(200).path("my_role").asText()).isEqualTo("admin");
    }

    @Test
    void deletedGroupIsGoneForAll() {
        alice.send(group.id(), "to be gone");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            assertThat(group.delete(alice).status()).isEqualTo(204);

            Frame toBob = bobSocket.await("chat.deleted", group.id(), 1).getFirst();
            aliceSocket.await("chat.deleted", group.id(), 1);
            assertThat(toBob.seq()).isEqualTo(1);
            assertThat(bob.get(group.path()).problem(404)).isEqualTo("not_found");
            assertThat(bob.get(group.path() + "/messages").problem(404)).isEqualTo("not_found");
            assertThat(alice.trySending(group.id(), "too late").problem(404))
                    .isEqualTo("not_found");
            assertThat(alice.get("/api/v1/chats").as(200)).isEmpty();
            assertThat(group.delete(alice).problem(404)).isEqualTo("not_found");
        }
    }

    @Test
    void memberWhoDeletesAGroupLeavesIt() {
        assertThat(group.delete(bob).status()).isEqualTo(204);

        assertThat(bob.get(group.path()).problem(404)).isEqualTo("not_found");
        assertThat(alice.chat(group.id()).path("participants_count").intValue()).isEqualTo(1);
        assertThat(group.newest(alice).path("content").asText()).isEqualTo("Bob left");
    }

    @Test
    void directChatIsHiddenUntilItsNextMessage() {
        Group direct = new Group(alice.directChatWith(bob));
        bob.send(direct.id(), "seen");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            assertThat(direct.delete(alice).status()).isEqualTo(204);
            aliceSocket.await("chat.deleted", direct.id(), 1);
            bobSocket.pass();

            assertThat(listed(alice)).containsExactly(group.id());
            assertThat(listed(bob)).contains(direct.id());
            assertThat(bobSocket.frames("chat.deleted", direct.id())).isEmpty();
            assertThat(joined(alice)).containsExactly(group.id());

            bob.send(direct.id(), "back again");

            aliceSocket.await("message.created", direct.id(), 1);
            assertThat(listed(alice)).containsExactly(direct.id(), group.id());
            assertThat(joined(alice)).contains(direct.id());
        }
    }

    @Test
    void otherDeviceLearnsOfAHiddenChatWhenItResumes() {
        Group direct = new Group(alice.directChatWith(bob));
        bob.send(direct.id(), "seen");
        direct.delete(alice);
        cluster.database().awaitEmptyOutbox();

        JsonNode page =
                alice.post(
                                "/api/v1/sync",
                                "{\"only\": true, \"chats\": {\"%d\": 1}}".formatted(direct.id()))
                        .as(200);

        assertThat(page.path("hidden")).isEqualTo(Json.parse("[" + direct.id() + "]"));
        try (Socket socket = alice.connect(cluster.gateway(2))) {
            socket.ask(
                    "r",
                    "{\"action\": \"resume\", \"request_id\": \"r\", \"chats\": {\"%d\": 1}}"
                            .formatted(direct.id()));
            assertThat(socket.frames("chat.deleted", direct.id())).hasSize(1);
        }
    }

    private static List<Long> listed(Person person) {
        return Json.longs(person.get("/api/v1/chats").as(200), "id");
    }

    private static List<Long> joined(Person person) {
        return Json.longs(
                person.post("/api/v1/sync", "{\"chats\": {}}").as(200).path("joined"), "id");
    }
}

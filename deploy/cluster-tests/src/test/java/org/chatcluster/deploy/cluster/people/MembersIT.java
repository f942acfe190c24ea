package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// Adding, removing and leaving (seed 000).
@OnCluster
final class MembersIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final Group group;

    MembersIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.carol = cluster.register("Carol");
        this.group = Group.of(alice, bob);
    }

    @Test
    void addedMemberGetsTheChatAndItsMessagesWithoutReconnecting() {
        alice.send(group.id(), "before");
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket carolSocket = carol.connect(cluster.gateway(2))) {
            JsonNode answer = group.add(bob.at(cluster.api(2)), carol).as(200);
            alice.at(cluster.api(1)).send(group.id(), "after");

            Frame created = carolSocket.await("chat.created");
            Frame added = aliceSocket.await("member.added", group.id(), 1).getFirst();
            List<Frame> messages = carolSocket.await("message.created", group.id(), 2);
            aliceSocket.await("message.created", group.id(), 2);
            assertThat(created.data()).isNotNull();
            assertThat(created.data().path("participants_count").intValue()).isEqualTo(3);
            assertThat(created.data().path("last_read_seq").longValue()).isEqualTo(2);
            assertThat(created.data().path("unread_count").intValue()).isZero();
            assertThat(added.data().path("user_ids")).isEqualTo(Json.parse("[" + carol.id() + "]"));
            assertThat(added.data().path("added_by").longValue()).isEqualTo(bob.id());
            assertThat(added.seq()).isEqualTo(2);
            assertThat(messages).extracting(Frame::seq).containsExactlyInAnyOrder(2L, 3L);
            assertThat(answer.path("participants_count").intValue()).isEqualTo(3);
            assertThat(carol.chat(group.id()).path("unread_count").intValue()).isEqualTo(1);
        }
    }

    @Test
    void systemMessageTellsWhatHappened() {
        group.add(alice, carol).as(200);
        JsonNode added = group.newest(bob);
        assertThat(group.remove(alice, carol).status()).isEqualTo(204);
        JsonNode removed = group.newest(bob);
        assertThat(group.remove(bob, bob).status()).isEqualTo(204);
        JsonNode left = group.newest(alice);

        assertThat(added.path("type").asText()).isEqualTo("system");
        assertThat(added.path("content").asText()).isEqualTo("Alice added Carol");
        assertThat(added.path("author_id").longValue()).isEqualTo(alice.id());
        assertThat(added.path("payload"))
                .isEqualTo(
                        Json.parse(
                                Json.object(
                                        "kind", "member_added", "user_ids", List.of(carol.id()))));
        assertThat(removed.path("content").asText()).isEqualTo("Alice removed Carol");
        assertThat(removed.path("payload").path("kind").asText()).isEqualTo("member_removed");
        assertThat(left.path("content").asText()).isEqualTo("Bob left");
        assertThat(left.path("payload").path("kind").asText()).isEqualTo("member_left");
        assertThat(List.of(added, removed, left))
                .extracting(message -> message.path("seq").longValue())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void removedMemberIsToldAndGetsNothingMore() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            alice.send(group.id(), "to both");
            bobSocket.await("message.created", group.id(), 1);
            assertThat(group.remove(alice, bob).status()).isEqualTo(204);
            alice.send(group.id(), "to Alice alone");

            Frame told = bobSocket.await("member.removed", group.id(), 1).getFirst();
            Frame toldAlice = aliceSocket.await("member.removed", group.id(), 1).getFirst();
            aliceSocket.await("message.created", group.id(), 3);
            cluster.database().awaitEmptyOutbox();
            bobSocket.pass();
            assertThat(told.data()).isEqualTo(toldAlice.data());
            assertThat(told.data().path("user_id").longValue()).isEqualTo(bob.id());
            assertThat(told.data().path("removed_by").longValue()).isEqualTo(alice.id());
            assertThat(told.seq()).isEqualTo(2);
            assertThat(bobSocket.frames("message.created", group.id())).hasSize(1);
            assertThat(bobSocket.frames("member.removed", group.id())).hasSize(1);
            assertThat(bob.trySending(group.id(), "from outside").problem(404))
                    .isEqualTo("not_found");
            assertThat(bob.get(group.path()).problem(404)).isEqualTo("not_found");
        }
    }

    @Test
    void creatorStays() {
        group.giveRole(alice, bob, "admin");
        group.add(alice, carol).as(200);

        assertThat(group.remove(alice, alice).problem(403)).isEqualTo("creator_protected");
        assertThat(group.remove(bob, alice).problem(403)).isEqualTo("creator_protected");
        assertThat(group.remove(carol, alice).problem(403)).isEqualTo("creator_protected");
        assertThat(group.giveRole(alice, alice, "member").problem(403))
                .isEqualTo("creator_protected");
        assertThat(alice.chat(group.id()).path("participants_count").intValue()).isEqualTo(3);
    }

    @Test
    void creatorAndChatAdminsRemoveOthers() {
        Person dan = cluster.register("Dan");
        group.add(alice, carol, dan).as(200);

        String plain = group.remove(bob, carol).problem(403);
        assertThat(group.giveRole(alice, bob, "admin").status()).isEqualTo(204);
        int asAdmin = group.remove(bob, carol).status();
        assertThat(group.giveRole(alice, bob, "member").status()).isEqualTo(204);
        String again = group.remove(bob, dan).problem(403);

        assertThat(plain).isEqualTo("forbidden");
        assertThat(asAdmin).isEqualTo(204);
        assertThat(again).isEqualTo("forbidden");
        assertThat(group.remove(alice, dan).status()).isEqualTo(204);
        assertThat(group.remove(alice, dan).problem(404)).isEqualTo("not_found");
    }

    @Test
    void onlyTheCreatorGivesRolesAndTheMemberIsTold() {
        try (Socket bobSocket = bob.connect(cluster.gateway(2))) {
            assertThat(group.giveRole(bob, alice, "member").problem(403)).isEqualTo("forbidden");
            assertThat(group.giveRole(alice, bob, "admin").status()).isEqualTo(204);

            Frame updated = bobSocket.await("chat.updated");
            assertThat(updated.data().path("my_role").asText()).isEqualTo("admin");
            assertThat(updated.data()).isEqualTo(bob.chat(group.id()));
            assertThat(group.newest(bob).path("content").asText())
                    .isEqualTo("Alice made Bob an admin");
        }
    }

    @Test
    void membersAreFoundUnderThePathOfTheOlderDocument() {
        String path = "/chats/" + group.id() + "/members";

        JsonNode members = alice.get(path).as(200);
        Answer creator = bob.rest().call("DELETE", path + "/" + alice.id(), "");
        Answer left = bob.rest().call("DELETE", path + "/" + bob.id(), "");

        assertThat(members).hasSize(2);
        assertThat(members.get(0).path("is_creator").booleanValue()).isTrue();
        assertThat(creator.problem(403)).isEqualTo("creator_protected");
        assertThat(left.status()).isEqualTo(204);
    }

    @Test
    void addingWhoIsThereChangesNothing() {
        group.add(alice, bob).as(200);

        assertThat(alice.chat(group.id()).path("seq").longValue()).isZero();
    }

    @Test
    void parallelAdditionsOfOneAreOne() {
        List<Integer> statuses =
                Parallel.times(
                        12,
                        i ->
                                group.add((i < 6 ? alice : bob).at(cluster.api(1 + i % 2)), carol)
                                        .status());

        assertThat(statuses).containsOnly(200);
        assertThat(alice.chat(group.id()).path("seq").longValue()).isEqualTo(1);
        assertThat(alice.chat(group.id()).path("participants_count").intValue()).isEqualTo(3);
    }

    @Test
    void repeatUnderAKeyIsAnsweredAsTheFirstTime() {
        String body = Json.object("user_ids", List.of(carol.id()));

        Answer first = alice.post(group.path() + "/members", body, "key-add");
        group.remove(alice, carol);
        Answer second = alice.post(group.path() + "/members", body, "key-add");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(alice.chat(group.id()).path("participants_count").intValue()).isEqualTo(2);
    }

    @Test
    void unknownUsersAndDirectChatsAreRefused() {
        long direct = alice.directChatWith(bob);
        String unknown = Json.object("user_ids", List.of(carol.id(), 999_999_999_999L));

        Answer refused = alice.post(group.path() + "/members", unknown);

        assertThat(refused.problem(422)).isEqualTo("invalid_input");
        assertThat(refused.fieldsAtFault()).containsExactly("user_ids");
        assertThat(alice.chat(group.id()).path("participants_count").intValue()).isEqualTo(2);
        assertThat(new Group(direct).add(alice, carol).problem(403)).isEqualTo("forbidden");
        assertThat(new Group(direct).remove(alice, bob).problem(403)).isEqualTo("forbidden");
    }

    @Test
    void whoWasAwayLearnsOfEveryChangeWhenTheyResume() {
        alice.send(group.id(), "known");
        group.add(alice, carol).as(200);
        group.rename(alice, "Another").as(200);
        cluster.database().awaitEmptyOutbox();

        try (Socket socket = bob.connect(cluster.gateway(1))) {
            socket.ask("r", resume(1));
            socket.await("replay.done");

            JsonNode updated = socket.await("chat.updated").data();
            assertThat(updated).isEqualTo(bob.chat(group.id()));
            assertThat(socket.frames("message.created", group.id()))
                    .extracting(Frame::seq)
                    .isEqualTo(LongStream.rangeClosed(2, 3).boxed().toList());
            socket.ask("s", resume(3).replace("\"r\"", "\"s\""));
            assertThat(socket.frames(frame -> frame.event().equals("chat.updated"))).hasSize(1);
        }
    }

    private String resume(long seq) {
        return "{\"action\": \"resume\", \"request_id\": \"r\", \"only\": true, \"chats\": {\"%d\": %d}}"
                .formatted(group.id(), seq);
    }
}

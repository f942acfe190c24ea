package org.chatcluster.deploy.cluster.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// What is unread, and the mark that moves forward only.
@OnCluster
final class ReadMarksIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;

    ReadMarksIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
    }

    @Test
    void messagesByOthersAreUnreadAndOnesOwnNever() {
        alice.send(chat, "one of Alice's");
        alice.send(chat, "two of Alice's");
        bob.send(chat, "one of Bob's");

        assertThat(alice.chat(chat).path("unread_count").intValue()).isEqualTo(1);
        assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(2);
        assertThat(alice.get("/api/v1/chats").as(200).get(0).path("unread_count").intValue())
                .isEqualTo(1);
        assertThat(bob.chat(chat).path("seq").longValue()).isEqualTo(3);
    }

    @Test
    void markMovesForwardOnly() {
        sendByAlice(5);

        JsonNode forward = read("seq", 4);
        JsonNode back = read("seq", 2);

        Shape.READ_STATE.check(forward);
        assertThat(forward.path("last_read_seq").longValue()).isEqualTo(4);
        assertThat(forward.path("unread_count").intValue()).isEqualTo(1);
        assertThat(back).isEqualTo(forward);
        assertThat(bob.chat(chat).path("last_read_seq").longValue()).isEqualTo(4);
        assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(1);
    }

    @Test
    void markIsNeverBeyondTheLastMessage() {
        sendByAlice(3);

        JsonNode state = read("seq", 1_000_000);
        alice.send(chat, "one more message");

        assertThat(state.path("last_read_seq").longValue()).isEqualTo(3);
        assertThat(state.path("unread_count").intValue()).isZero();
        assertThat(bob.chat(chat).path("unread_count").intValue()).isEqualTo(1);
    }

    @Test
    void messageIdMovesTheMarkToThatMessage() {
        sendByAlice(2);
        JsonNode third = alice.send(chat, "the third message");
        sendByAlice(1);

        JsonNode state = read("message_id", third.path("id").longValue());

        assertThat(state.path("last_read_seq").longValue()).isEqualTo(3);
        assertThat(state.path("unread_count").intValue()).isEqualTo(1);
    }

    @Test
    void everyMemberHearsOfTheMarkOnceAndOnlyWhenItMoves() {
        sendByAlice(2);
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            read("seq", 2);
            read("seq", 2);
            read("seq", 1);

            Frame frame = aliceSocket.await("message.read", chat, 1).getFirst();
            bobSocket.await("message.read", chat, 1);
            alice.send(chat, "a message after the mark");
            aliceSocket.await("message.created", chat, 1);
            bobSocket.await("message.created", chat, 1);
            Shape.of("chat_id", Shape.ID)
                    .and("user_id", Shape.ID)
                    .and("last_read_seq", Shape.ID)
                    .check(frame.data());
            assertThat(frame.data().path("user_id").longValue()).isEqualTo(bob.id());
            assertThat(frame.data().path("last_read_seq").longValue()).isEqualTo(2);
            assertThat(aliceSocket.frames("message.read", chat)).hasSize(1);
            assertThat(bobSocket.frames("message.read", chat)).hasSize(1);
        }
    }

    @Test
    void messageIsReadByAllOnceEveryOtherMemberHasReadIt() {
        Person carol = cluster.register("Carol");
        long group = alice.group("Three", bob, carol);
        alice.send(group, "to be read by all");
        String page = "/api/v1/chats/" + group + "/messages";
        String mark = "/api/v1/chats/" + group + "/read";

        bob.post(mark, Json.object("seq", 1)).as(200);
        boolean afterBob = alice.get(page).as(200).get(0).path("read_by_all").booleanValue();
        carol.post(mark, Json.object("seq", 1)).as(200);
        boolean afterCarol = alice.get(page).as(200).get(0).path("read_by_all").booleanValue();

        assertThat(afterBob).isFalse();
        assertThat(afterCarol).isTrue();
    }

    private void sendByAlice(int count) {
        for (int i = 0; i < count; i++) {
            alice.send(chat, "message number " + i);
        }
    }

    private JsonNode read(String field, long value) {
        return bob.post("/api/v1/chats/" + chat + "/read", Json.object(field, value)).as(200);
    }
}

package org.chatcluster.deploy.cluster.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// An author is told once of each message that everybody has read, on every device, and nobody else
/// is.
@OnCluster
final class ReadByAllIT {
    private static final String EVENT = "message.read_by_all";

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Person carol;
    private final long chat;

    ReadByAllIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.carol = cluster.register("Carol");
        this.chat = alice.group("Three", bob, carol);
    }

    @Test
    void authorHearsOfEachMessageOnceWhenTheLastMemberHasReadIt() {
        List<Long> ids = List.of(send(alice), send(alice), send(alice));
        try (Socket first = alice.connect(cluster.gateway(1));
                Socket second = alice.connect(cluster.gateway(2));
                Socket reader = bob.connect(cluster.gateway(2))) {
            read(bob, 3);
            read(carol, 2);
            read(carol, 3);
            read(carol, 3);

            List<Frame> told = first.await(EVENT, chat, 3);
            second.await(EVENT, chat, 3);
            read(alice, 3);
            reader.await("message.read", chat, 4);
            first.pass();
            second.pass();
            assertThat(told)
                    .allSatisfy(frame ->
                            assertThat(frame.data().properties())
                                    .extracting(Map.Entry::getKey)
                                    .containsExactlyInAnyOrder("chat_id", "message_id", "seq"));
            assertThat(messages(first)).containsExactlyElementsOf(ids);
            assertThat(messages(second)).containsExactlyElementsOf(ids);
            assertThat(messages(reader)).isEmpty();
        }
    }

    @Test
    void whoHasReadLeastHoldsUpEverybodysMessagesButTheirOwn() {
        try (Socket aliceSocket = alice.connect(cluster.gateway(1));
                Socket bobSocket = bob.connect(cluster.gateway(2))) {
            long byAlice = send(alice);
            long byBob = send(bob);

            read(bob, 2);
            read(carol, 2);
            aliceSocket.await(EVENT, chat, 1);
            bobSocket.await("message.read", chat, 2);
            bobSocket.pass();
            List<Long> bobsBefore = messages(bobSocket);
            read(alice, 2);
            bobSocket.await(EVENT, chat, 1);

            assertThat(messages(aliceSocket)).containsExactly(byAlice);
            assertThat(bobsBefore).isEmpty();
            assertThat(messages(bobSocket)).containsExactly(byBob);
        }
    }

    @Test
    void marksThatMoveAtTheSameTimeOnTwoNodesTellOnce() {
        int rounds = 40;
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            for (int seq = 1; seq <= rounds; seq++) {
                send(alice);
                long mark = seq;
                Parallel.times(
                        4,
                        i -> {
                            Person reader = i % 2 == 0 ? bob : carol;
                            return read(reader.at(cluster.api(1 + i / 2)), mark);
                        });
            }

            socket.await(EVENT, chat, rounds);
            socket.pass();
            assertThat(messages(socket)).hasSize(rounds).doesNotHaveDuplicates();
        }
    }

    @Test
    void authorHearsOfWhatTheRestHasReadWhenTheLastReaderLeavesOrIsRemoved() {
        Person dave = cluster.register("Dave");
        long other = alice.group("Four", bob, carol, dave);
        List<Long> ids = List.of(sendTo(other, alice), sendTo(other, alice));
        try (Socket first = alice.connect(cluster.gateway(1));
                Socket second = alice.connect(cluster.gateway(2))) {
            readIn(other, bob, 2);
            readIn(other, carol, 1);

            remove(other, alice, dave);
            first.await(EVENT, other, 1);
            List<Long> afterDave = messages(first, other);
            remove(other, carol, carol);
            first.await(EVENT, other, 2);
            second.await(EVENT, other, 2);
            long last = sendTo(other, alice);
            readIn(other, bob, alice.chat(other).path("seq").longValue());
            second.await(EVENT, other, 3);
            first.await(EVENT, other, 3);

            assertThat(afterDave).containsExactly(ids.getFirst());
            for (Socket socket : List.of(first, second)) {
                socket.pass();
                assertThat(messages(socket, other))
                        .containsExactly(ids.getFirst(), ids.getLast(), last);
            }
        }
    }

    @Test
    void lastReaderWhoLeavesWhileAnotherReadsTellsOnce() {
        List<Long> chats =
                IntStream.range(0, 10).mapToObj(i -> alice.group("R" + i, bob, carol)).toList();
        chats.forEach(id -> sendTo(id, alice));
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            for (long id : chats) {
                Parallel.times(
                        2,
                        i ->
                                i == 0
                                        ? readIn(id, bob.at(cluster.api(1)), 1)
                                        : remove(id, carol.at(cluster.api(2)), carol));
            }

            chats.forEach(id -> socket.await(EVENT, id, 1));
            socket.pass();
            assertThat(chats).allSatisfy(id -> assertThat(messages(socket, id)).hasSize(1));
        }
    }

    @Test
    void authorWhoIsNoMemberAnyMoreIsNotTold() {
        send(carol);
        remove(chat, alice, carol);
        try (Socket gone = carol.connect(cluster.gateway(1));
                Socket there = alice.connect(cluster.gateway(1))) {
            long own = send(alice);
            long seq = alice.chat(chat).path("seq").longValue();

            read(alice, seq);
            read(bob, seq);

            there.await(EVENT, chat, 1);
            carol.directChatWith(alice);
            gone.await("chat.created");
            assertThat(messages(there)).containsExactly(own);
            assertThat(messages(gone)).isEmpty();
        }
    }

    @Test
    void membersSeeWhoHasReadAMessageAndStrangersDoNot() {
        long message = send(alice);
        send(bob);
        read(bob, 2);
        read(carol, 1);
        String path = "/api/v1/messages/" + message + "/reads";

        JsonNode readers = carol.get(path).as(200);
        Answer page = alice.get(path + "?limit=1");
        String next = page.header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");

        assertThat(readers.findValuesAsText("id"))
                .containsExactly(Long.toString(bob.id()), Long.toString(carol.id()));
        assertThat(Json.longs(readers, "last_read_seq")).containsExactly(2L, 1L);
        assertThat(readers.get(0).path("last_read_at").asText()).endsWith("Z");
        assertThat(page.as(200).get(0)).isEqualTo(readers.get(0));
        assertThat(alice.get(next).as(200).get(0)).isEqualTo(readers.get(1));
        assertThat(cluster.register("Stranger").get(path).problem(404)).isEqualTo("not_found");
    }

    private long send(Person author) {
        return sendTo(chat, author);
    }

    private static long sendTo(long chat, Person author) {
        return author.send(chat, "a message to be read by all").path("id").longValue();
    }

    private Answer read(Person reader, long seq) {
        return readIn(chat, reader, seq);
    }

    private static Answer readIn(long chat, Person reader, long seq) {
        Answer answer = reader.post("/api/v1/chats/" + chat + "/read", Json.object("seq", seq));
        answer.as(200);
        return answer;
    }

    private static Answer remove(long chat, Person caller, Person removed) {
        String member = "/api/v1/chats/" + chat + "/members/" + removed.id();
        Answer answer = caller.rest().call("DELETE", member, "");
        assertThat(answer.status()).isEqualTo(204);
        return answer;
    }

    private List<Long> messages(Socket socket) {
        return messages(socket, chat);
    }

    private static List<Long> messages(Socket socket, long chat) {
        return socket.frames(EVENT, chat).stream()
                .map(frame -> frame.data().path("message_id").longValue())
                .toList();
    }
}

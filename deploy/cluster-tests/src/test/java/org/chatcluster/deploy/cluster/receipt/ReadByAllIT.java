package org.chatcluster.deploy.cluster.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
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
        return author.send(chat, "a message to be read by all").path("id").longValue();
    }

    private Answer read(Person reader, long seq) {
        Answer answer = reader.post("/api/v1/chats/" + chat + "/read", Json.object("seq", seq));
        answer.as(200);
        return answer;
    }

    private List<Long> messages(Socket socket) {
        return socket.frames(EVENT, chat).stream()
                .map(frame -> frame.data().path("message_id").longValue())
                .toList();
    }
}

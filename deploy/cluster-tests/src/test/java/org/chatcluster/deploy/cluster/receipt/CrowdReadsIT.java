package org.chatcluster.deploy.cluster.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.chatcluster.deploy.cluster.token.Tokens;
import org.junit.jupiter.api.Test;

/// A thousand members who read at once: the author hears of it in a few frames.
@OnCluster
final class CrowdReadsIT {
    private static final int READERS = 1_000;
    private static final int AT_A_TIME = 100;

    private final TestCluster cluster;
    private final Person alice;
    private final List<Person> readers;
    private final long chat;

    CrowdReadsIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        Tokens tokens = Tokens.in(cluster.processes().keys());
        long firstId = 2_000_000_000L + alice.id() * 10_000;
        cluster.database()
                .run(
                        """
                        INSERT INTO users (id, email, password_hash, display_name, tag)
                        SELECT ? + n, 'crowd-' || (? + n) || '@example.com', '', 'Crowd', 'crowd' || (? + n)
                          FROM generate_series(1, ?) n
                        """,
                        firstId,
                        firstId,
                        firstId,
                        READERS);
        List<Long> ids = LongStream.rangeClosed(firstId + 1, firstId + READERS).boxed().toList();
        this.readers = ids.stream().map(id -> reader(tokens, id)).toList();
        this.chat =
                alice.post("/api/v1/chats", Json.object("title", "Crowd", "user_ids", ids))
                        .as(201)
                        .path("id")
                        .longValue();
    }

    private Person reader(Tokens tokens, long id) {
        String user =
                Json.object("user", Json.parse(Json.object("id", id, "uuid", new UUID(0, id))));
        Person nobody = new Person(cluster.anonymous(), Json.parse(user));
        String token = tokens.good(nobody);
        return new Person(
                cluster.anonymous()
                        .at(cluster.api(1 + (int) (id % 2)))
                        .with("Authorization", "Bearer " + token),
                nobody.pair());
    }

    @Test
    void thousandReadsAtOnceAreAFewFramesToTheAuthor() {
        try (Socket socket = alice.connect(cluster.gateway(1))) {
            alice.send(chat, "to be read by a thousand, on cold nodes");
            readAndCount(socket, 1);
            alice.send(chat, "to be read by a thousand");
            readAndCount(socket, 2);

            assertThat(socket.frames("message.read", chat))
                    .allSatisfy(frame ->
                            assertThat(frame.data().path("marks").size()).isBetween(1, 100));
            JsonNode message =
                    alice.get("/api/v1/chats/" + chat + "/messages?limit=1").as(200).get(0);
            assertThat(message.path("read_by_all").booleanValue()).isTrue();
        }
    }

    /// Lets everybody read up to a seq, through two API nodes: each of these tells once a second.
    private void readAndCount(Socket socket, int seq) {
        int before = socket.frames("message.read", chat).size();
        long start = System.nanoTime();
        for (int from = 0; from < READERS; from += AT_A_TIME) {
            List<Person> some = readers.subList(from, from + AT_A_TIME);
            Parallel.times(AT_A_TIME, i -> read(some.get(i), seq));
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        socket.await("message.read_by_all", chat, seq);
        socket.pass();
        int marks = socket.frames("message.read", chat).size() - before;
        System.out.printf(
                "CrowdReadsIT: %d reads in %.1f s, %d message.read to the author%n",
                READERS, seconds, marks);
        assertThat(socket.frames("message.read_by_all", chat)).hasSize(seq);
        assertThat(marks).isBetween(1, 2 * (3 + (int) seconds));
    }

    private int read(Person reader, int seq) {
        reader.post("/api/v1/chats/" + chat + "/read", Json.object("seq", seq)).as(200);
        return seq;
    }
}

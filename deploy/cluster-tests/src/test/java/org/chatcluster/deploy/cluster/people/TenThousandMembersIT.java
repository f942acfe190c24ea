package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// A group of ten thousand: what one does in it stays within bounds. Prints what it took.
@OnCluster
final class TenThousandMembersIT {
    private static final int MEMBERS = 10_000;
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final int TIMES = 20;

    private final TestCluster cluster;
    private final Person alice;
    private final Person last;
    private final List<Long> crowd;
    private final Map<String, Duration> took = new TreeMap<>();

    TenThousandMembersIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.last = cluster.register("Last");
        long first = 2_000_000_000L + alice.id() * 100_000;
        cluster.database()
                .run(
                        """
                        INSERT INTO users (id, email, password_hash, display_name, tag)
                        SELECT ? + n, 'crowd-' || (? + n) || '@example.com', '', 'Crowd', 'crowd' || (? + n)
                          FROM generate_series(1, 10000) n
                        """,
                        first,
                        first,
                        first);
        this.crowd = LongStream.rangeClosed(first + 1, first + MEMBERS).boxed().toList();
    }

    @Test
    void everythingStaysWithinBounds() {
        Group group = new Group(make(crowd.subList(0, 9_000)));
        try (Socket socket = alice.connect(cluster.gateway(1));
                Socket lastSocket = last.connect(cluster.gateway(2))) {
            String path = group.path() + "/members";
            List<Long> more = crowd.subList(9_000, 9_999);
            time("add 999", () -> alice.post(path, Json.object("user_ids", more)));
            time("add one", () -> group.add(alice, last));
            long one = crowd.getLast();
            Answer full = alice.post(path, Json.object("user_ids", List.of(one)));
            long seq = 0;
            for (int i = 0; i < TIMES; i++) {
                seq =
                        time("send", () -> alice.trySending(group.id(), "to all"))
                                .path("seq")
                                .longValue();
            }
            time("show", () -> alice.get(group.path()));
            time("list chats", () -> alice.get("/api/v1/chats"));
            time("rename", () -> group.rename(alice, "Crowd of many"));
            List<Long> members = members(path);
            lastSocket.await("message.created", group.id(), TIMES + 2);
            time("remove one", () -> group.remove(alice, last));
            lastSocket.await("member.removed", group.id(), 1);
            socket.await("member.removed", group.id(), 1);

            assertThat(full.problem(422)).isEqualTo("invalid_input");
            assertThat(seq).isEqualTo(TIMES + 2);
            assertThat(members).hasSize(MEMBERS + 1).isSorted().doesNotHaveDuplicates();
            time("delete", () -> group.delete(alice));
            socket.await("chat.deleted", group.id(), 1);
        }
        System.out.println("ten thousand members, slowest of each in ms: " + millis());
        assertThat(took).allSatisfy((_, time) -> assertThat(time).isLessThan(BOUND));
    }

    private long make(List<Long> ids) {
        String body = Json.object("title", "Crowd", "user_ids", ids);
        return time("make with 9000", () -> alice.post("/api/v1/chats", body))
                .path("id")
                .longValue();
    }

    private List<Long> members(String path) {
        List<Long> all = new ArrayList<>();
        String next = path + "?limit=500";
        while (!next.isEmpty()) {
            String at = next;
            Answer[] page = new Answer[1];
            JsonNode members =
                    time(
                            "page of 500 members",
                            () -> {
                                page[0] = alice.get(at);
                                return page[0];
                            });
            members.forEach(member -> all.add(member.path("user").path("id").longValue()));
            next = page[0].header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        return all;
    }

    private JsonNode time(String what, Supplier<Answer> call) {
        long start = System.nanoTime();
        Answer answer = call.get();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isBetween(200, 204);
        took.merge(what, time, (a, b) -> a.compareTo(b) > 0 ? a : b);
        return answer.body().isEmpty() ? Json.parse("null") : answer.json();
    }

    private String millis() {
        return took.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().toMillis())
                .toList()
                .toString();
    }
}

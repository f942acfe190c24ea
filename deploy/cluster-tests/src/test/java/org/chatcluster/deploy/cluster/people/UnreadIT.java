package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// `unread_count` is exact, whoever sends, joins, deletes and reads at the same time.
@OnCluster
final class UnreadIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Group group;

    UnreadIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.group = Group.of(alice, bob);
    }

    @Test
    void ownMessagesDoNotCountWhereverTheMarkStands() {
        alice.send(group.id(), "for Bob");
        bob.send(group.id(), "for Alice");
        bob.send(group.id(), "and more");

        assertThat(unread(alice)).isEqualTo(2);
        assertThat(unread(bob)).isEqualTo(1);
    }

    @Test
    void whoJoinsLaterHasNothingUnreadOfTheTimeBefore() {
        Person carol = cluster.register("Carol");
        alice.send(group.id(), "before");
        group.add(alice, carol).as(200);
        int joined = unread(carol);
        bob.send(group.id(), "after");
        group.remove(carol, carol);
        alice.send(group.id(), "while away");
        group.add(alice, carol).as(200);

        assertThat(joined).isZero();
        assertThat(unread(carol)).isZero();
        assertThat(unread(bob)).isEqualTo(2);
    }

    @Test
    void deletedMessageDoesNotCount() {
        alice.send(group.id(), "stays");
        long seq = alice.send(group.id(), "goes").path("seq").longValue();
        cluster.database()
                .run(
                        "UPDATE messages SET deleted_at = now() WHERE chat_id = ? AND seq = ?",
                        group.id(),
                        seq);

        assertThat(unread(bob)).isEqualTo(1);
    }

    @Test
    void everyDeviceSeesTheMarkThatAnotherHasMoved() {
        for (int i = 0; i < 5; i++) {
            alice.send(group.id(), "to be read, " + i);
        }
        try (Socket other = bob.connect(cluster.gateway(2))) {
            JsonNode state = read(bob.at(cluster.api(1)), 3);

            assertThat(state.path("unread_count").intValue()).isEqualTo(2);
            assertThat(
                            other.await("message.read", group.id(), 1)
                                    .getFirst()
                                    .data()
                                    .path("last_read_seq")
                                    .longValue())
                    .isEqualTo(3);
            assertThat(unread(bob.at(cluster.api(2)))).isEqualTo(2);
        }
    }

    @Test
    void parallelReadsAndSendsEndWithTheExactCount() {
        int count = 40;
        Parallel.times(
                8,
                i -> {
                    for (int n = 0; n < count / 4; n++) {
                        if (i < 4) {
                            alice.at(cluster.api(1 + i % 2)).send(group.id(), i + " sends " + n);
                        } else {
                            read(bob.at(cluster.api(1 + i % 2)), 1 + (i * 7L + n * 3L) % 30);
                        }
                    }
                    return i;
                });
        JsonNode end = bob.chat(group.id());

        read(bob, 25);
        long mark = bob.chat(group.id()).path("last_read_seq").longValue();
        assertThat(end.path("seq").longValue()).isEqualTo(count);
        assertThat(mark).isGreaterThanOrEqualTo(25);
        assertThat(unread(bob)).isEqualTo((int) (count - mark));
        assertThat(listed(bob)).isEqualTo(unread(bob));
    }

    @Test
    void moreThanAThousandAreToldAsAThousand() {
        fill(1_003);
        int capped = unread(bob);
        int read = read(bob, 4).path("unread_count").intValue();

        assertThat(capped).isEqualTo(1_000);
        assertThat(read).isEqualTo(999);
    }

    private int unread(Person person) {
        return person.chat(group.id()).path("unread_count").intValue();
    }

    private int listed(Person person) {
        List<JsonNode> chats = Json.elements(person.get("/api/v1/chats").as(200));
        return chats.stream()
                .filter(chat -> chat.path("id").longValue() == group.id())
                .findFirst()
                .orElseThrow()
                .path("unread_count")
                .intValue();
    }

    private JsonNode read(Person person, long seq) {
        return person.post(group.path() + "/read", Json.object("seq", seq)).as(200);
    }

    private void fill(int count) {
        cluster.database()
                .run(
                        """
                        WITH c AS (UPDATE chats SET seq = ?, last_message_at = now(), last_author_id = ?
                                    WHERE id = ? RETURNING id)
                        INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, ts)
                        SELECT c.id, i, i, ?, 'text', 'filled', now() FROM c, generate_series(1, ?) AS i
                        """,
                        count,
                        alice.id(),
                        group.id(),
                        alice.id(),
                        count);
    }
}

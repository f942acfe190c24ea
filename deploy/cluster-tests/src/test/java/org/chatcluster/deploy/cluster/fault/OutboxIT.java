package org.chatcluster.deploy.cluster.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.Parallel;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was accepted reaches every connected member in the end, whatever dies in between.
@OnCluster
final class OutboxIT {
    private static final int PATIENCE_SECONDS = 15;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final long chat;
    private final List<Socket> sockets;

    OutboxIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
        this.sockets = List.of(alice.connect(cluster.gateway(1)), bob.connect(cluster.gateway(2)));
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(Socket::close);
    }

    @Test
    void sendsAreAcceptedWhileRedisIsAwayAndReachEveryoneOnceItIsBack() {
        assumeThat(cluster.processes().pids()).as("a Redis of our own").containsKey("redis");
        alice.send(chat, "before Redis dies");

        cluster.processes().kill("redis");
        List<Answer> whileAway =
                Parallel.times(
                        20,
                        i ->
                                alice.at(cluster.api(1 + i % 2))
                                        .trySending(chat, "Redis is away " + i));
        cluster.processes().startAgain("redis");
        alice.send(chat, "Redis is back again");

        assertThat(whileAway).extracting(Answer::status).containsOnly(201);
        everyoneGets(22);
        assertThat(sockets).allMatch(Socket::isOpen);
        cluster.database().awaitEmptyOutbox();
        alice.send(chat, "and all is as before");
        everyoneGets(23);
    }

    @Test
    void whatAKilledNodeHasAcceptedReachesEveryone() {
        Set<Long> accepted = ConcurrentHashMap.newKeySet();
        CountDownLatch someAccepted = new CountDownLatch(10);
        Thread killer =
                Thread.startVirtualThread(() -> {
                    Awaiting.upToSeconds(10).until(() -> someAccepted.getCount() == 0);
                    cluster.processes().kill("api-2");
                });
        try {
            Parallel.times(
                    8,
                    sender -> {
                        Person person = (sender % 2 == 0 ? alice : bob).at(cluster.api(2));
                        for (int i = 0; i < 500 && send(person, sender, i, accepted); i++) {
                            someAccepted.countDown();
                        }
                        return sender;
                    });
            killer.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            cluster.processes().startAgain("api-2");
        }

        long committed = cluster.database().number("SELECT seq FROM chats WHERE id = ?", chat);
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(10);
        everyoneGets(committed);
        assertThat(new TreeSet<>(accepted).last()).isLessThanOrEqualTo(committed);
        cluster.database().awaitEmptyOutbox();
    }

    @Test
    void rowThatADeadNodeLeftBehindIsPublishedAgainByteForByte() {
        alice.send(chat, "published twice");
        String first = sockets.getFirst().await("message.created", chat, 1).getFirst().raw();

        cluster.database()
                .run(
                        """
                        INSERT INTO outbox (event, chat_id, seq, members_version, created_at)
                        SELECT 1, id, 1, members_version, now() - interval '10 seconds'
                          FROM chats WHERE id = ?
                        """,
                        chat);

        for (Socket socket : sockets) {
            assertThat(socket.await("message.created", chat, 2))
                    .extracting(Frame::raw)
                    .containsOnly(first);
        }
        cluster.database().awaitEmptyOutbox();
    }

    /// Waits until every socket has every seq from 1 on, some of them twice perhaps.
    private void everyoneGets(long lastSeq) {
        Set<Long> all =
                LongStream.rangeClosed(1, lastSeq)
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
        Awaiting.upToSeconds(PATIENCE_SECONDS)
                .untilAsserted(() ->
                        assertThat(sockets)
                                .allSatisfy(socket -> assertThat(seqs(socket)).isEqualTo(all)));
    }

    private Set<Long> seqs(Socket socket) {
        return socket.frames("message.created", chat).stream()
                .map(Frame::seq)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns whether the node still takes messages.
    private boolean send(Person person, int sender, int number, Set<Long> accepted) {
        try {
            Answer answer = person.trySending(chat, "sender " + sender + " number " + number);
            if (answer.status() == 201) {
                accepted.add(answer.json().path("seq").longValue());
            }
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }
}

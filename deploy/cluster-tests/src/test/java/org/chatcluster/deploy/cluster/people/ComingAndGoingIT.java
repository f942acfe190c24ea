package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;

/// A thousand messages through both API nodes while members come and go: nobody gets one of a time
/// when they were not a member, and who is added receives without reconnecting.
@OnCluster
final class ComingAndGoingIT {
    private static final int SENDS = 1_000;
    private static final int SENDERS = 4;
    private static final int COMERS = 4;
    private static final int LAST_SENDS = 40;

    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final List<Person> comers;
    private final Group group;

    ComingAndGoingIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.comers = cluster.register("Comer", COMERS);
        this.group = Group.of(alice, bob);
        group.giveRole(alice, bob, "admin");
    }

    @Test
    void everyMessageGoesToThoseWhoAreMembersThenAndToNobodyElse() {
        AtomicBoolean over = new AtomicBoolean();
        try (Socket aliceSocket = alice.connect(cluster.gateway(1))) {
            List<Socket> sockets =
                    IntStream.range(0, COMERS)
                            .mapToObj(i -> comers.get(i).connect(cluster.gateway(1 + i % 4)))
                            .toList();
            List<CompletableFuture<Integer>> turns =
                    comers.stream().map(comer -> later(() -> comeAndGo(comer, over))).toList();
            List<CompletableFuture<Integer>> senders =
                    IntStream.range(0, SENDERS).mapToObj(i -> later(() -> send(i))).toList();
            senders.forEach(CompletableFuture::join);
            over.set(true);
            int rounds = turns.stream().mapToInt(CompletableFuture::join).sum();
            long joinedBefore = alice.chat(group.id()).path("seq").longValue();
            IntStream.range(0, LAST_SENDS).forEach(i -> alice.send(group.id(), "last " + i));

            long all = alice.chat(group.id()).path("seq").longValue();
            Awaiting.upToSeconds(20)
                    .until(() -> seqs(aliceSocket.frames()).stream().distinct().count() >= all - 1);
            List<JsonNode> told = systemMessages(all);
            assertThat(rounds).isGreaterThan(COMERS * 3);
            assertThat(seqs(aliceSocket.frames())).contains(all);
            for (int i = 0; i < COMERS; i++) {
                gotTheirsAndNothingElse(comers.get(i), sockets.get(i), told, joinedBefore, all);
                sockets.get(i).close();
            }
        }
    }

    private void gotTheirsAndNothingElse(
            Person comer, Socket socket, List<JsonNode> told, long joinedBefore, long all) {
        List<Span> spans = spans(comer, told);
        Awaiting.upToSeconds(10).until(() -> seqs(socket.frames()).contains(all));
        List<Long> got = seqs(socket.frames());
        assertThat(got)
                .as("in %s", spans)
                .allMatch(seq -> spans.stream().anyMatch(span -> span.holds(seq)));
        assertThat(got).containsAll(LongStream.rangeClosed(joinedBefore + 1, all).boxed().toList());
        long removedAt = 0;
        for (Frame frame : socket.frames()) {
            if (frame.is("member.removed", group.id())
                    && frame.data().path("user_id").longValue() == comer.id()) {
                removedAt = frame.seq();
            } else if (frame.event().equals("chat.created")) {
                removedAt = 0;
            } else if (removedAt > 0 && frame.data().path("chat_id").longValue() == group.id()) {
                assertThat(frame.seq())
                        .as("after the removal: %s", frame.raw())
                        .isGreaterThan(removedAt);
            }
        }
    }

    /// Adds and removes somebody, by turns through both nodes, and leaves them a member.
    private int comeAndGo(Person comer, AtomicBoolean over) {
        int rounds = 0;
        while (!over.get()) {
            Person by = (rounds % 2 == 0 ? alice : bob).at(cluster.api(1 + rounds / 2 % 2));
            group.add(by, comer).as(200);
            assertThat(group.remove(rounds % 3 == 0 ? comer : by, comer).status()).isEqualTo(204);
            rounds++;
        }
        group.add(alice, comer).as(200);
        return rounds;
    }

    private int send(int sender) {
        Person by = (sender % 2 == 0 ? alice : bob).at(cluster.api(1 + sender / 2 % 2));
        for (int i = 0; i < SENDS / SENDERS; i++) {
            by.send(group.id(), sender + " sends " + i);
        }
        return sender;
    }

    private List<JsonNode> systemMessages(long all) {
        List<JsonNode> found = new ArrayList<>();
        long after = 0;
        while (after < all) {
            JsonNode page = group.messages(alice, after);
            Json.elements(page).stream()
                    .filter(message -> message.path("type").asText().equals("system"))
                    .forEach(found::add);
            after = page.get(page.size() - 1).path("seq").longValue();
        }
        return found;
    }

    /// Returns when somebody was a member: from the seq of their joining up to that of their
    /// removal.
    private static List<Span> spans(Person person, List<JsonNode> told) {
        List<Span> spans = new ArrayList<>();
        long since = 0;
        for (JsonNode message : told) {
            JsonNode payload = message.path("payload");
            long seq = message.path("seq").longValue();
            if (!Json.elements(payload.path("user_ids")).stream()
                    .anyMatch(id -> id.longValue() == person.id())) {
                continue;
            }
            if (payload.path("kind").asText().equals("member_added")) {
                since = seq;
            } else {
                spans.add(new Span(since, seq - 1));
                since = 0;
            }
        }
        spans.add(new Span(since, Long.MAX_VALUE));
        return spans;
    }

    private List<Long> seqs(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> frame.is("message.created", group.id()))
                .map(Frame::seq)
                .toList();
    }

    private static CompletableFuture<Integer> later(Supplier<Integer> work) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | AssertionError failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    /// @param first a message's seq, as is `last`
    private record Span(long first, long last) {
        boolean holds(long seq) {
            return seq >= first && seq <= last;
        }
    }
}

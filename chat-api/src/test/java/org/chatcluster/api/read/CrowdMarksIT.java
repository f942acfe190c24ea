package org.chatcluster.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the marks of big chats are told: to whom, and in how many frames.
class CrowdMarksIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// As many as the node has connections to the database, twice.
    private static final int AT_A_TIME = 24;

    private final NodeWithChats chats = new NodeWithChats();
    private final Reads reads = chats.node().bean(Reads.class);
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");
    private final Reply carol = chats.node().rest().register("Carol");

    @AfterEach
    void stop() {
        chats.close();
    }

    private static long id(Reply login) {
        return Long.parseLong(login.field("user.id"));
    }

    /// With 3,000 members nobody is told for three seconds after they were told: time enough to be
    /// removed.
    @Test
    void whoWasRemovedBetweenAMarkAndItsTellingIsNotTold() {
        long chat = chats.group(alice, bob, carol);
        chats.crowd(chat, 3_000);
        try (Channel ofAlice = new Channel(id(alice));
                Channel ofCarol = new Channel(id(carol))) {
            chats.send(alice, chat, "read at once");
            reads.advance(chat, id(bob), 1);
            await().atMost(LIMIT).until(() -> marks(ofAlice) == 1 && marks(ofCarol) == 1);

            chats.send(alice, chat, "its list of members is known to the node");
            reads.advance(chat, id(bob), 2);
            String member = "/api/v1/chats/" + chat + "/members/" + id(carol);
            assertThat(chats.node().rest().send("DELETE", member, "", alice.bearer()).status())
                    .isEqualTo(204);

            await().atMost(LIMIT).until(() -> marks(ofAlice) == 2);
            chats.node().rest().post("/api/v1/chats/direct", with(carol), alice.bearer());
            await().atMost(LIMIT).until(() -> ofCarol.frames(EventType.CHAT_CREATED).size() == 1);
            assertThat(marks(ofCarol)).isOne();
        }
    }

    private static String with(Reply other) {
        return "{\"user_id\": " + id(other) + "}";
    }

    @Test
    void thousandReadsAtOnceAreAFewFramesToTheAuthor() throws Exception {
        int readers = 1_000;
        long chat = chats.group(alice);
        long first = chats.crowd(chat, readers);
        try (Channel ofAlice = new Channel(id(alice))) {
            chats.send(alice, chat, "read by all of them, to warm up");
            readAll(chat, first, readers, 1);
            await().atMost(LIMIT)
                    .until(() -> ofAlice.frames(EventType.MESSAGE_READ_BY_ALL).size() == 1);
            chats.send(alice, chat, "read by all of them");
            int before = marks(ofAlice);

            double seconds = readAll(chat, first, readers, 2);

            await().atMost(LIMIT)
                    .until(() -> ofAlice.frames(EventType.MESSAGE_READ_BY_ALL).size() == 2);
            int told = marks(ofAlice) - before;
            System.out.printf(
                    "CrowdMarksIT: %d reads in %.2f s, %d message.read to the author%n",
                    readers, seconds, told);
            assertThat(told).isBetween(1, 2 + (int) Math.ceil(seconds));
            assertThat(ofAlice.frames(EventType.MESSAGE_READ))
                    .allSatisfy(frame ->
                            assertThat(frame.split("\"last_read_seq\"", -1))
                                    .hasSizeBetween(3, 102));
        }
    }

    /// Moves all of their marks as fast as the node can, and returns how many seconds that took.
    private double readAll(long chat, long first, int readers, long seq) throws Exception {
        List<Callable<ReadState>> calls =
                LongStream.range(first, first + readers)
                        .mapToObj(reader ->
                                (Callable<ReadState>) () -> reads.advance(chat, reader, seq))
                        .toList();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (var read : threads.invokeAll(calls)) {
                assertThat(read.get().lastReadSeq()).isEqualTo(seq);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static int marks(Channel channel) {
        return channel.frames(EventType.MESSAGE_READ).size();
    }
}

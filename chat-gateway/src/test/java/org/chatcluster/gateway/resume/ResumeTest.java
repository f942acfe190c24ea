package org.chatcluster.gateway.resume;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.resume.Outcome.Failed;
import org.chatcluster.gateway.resume.Outcome.Replayed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResumeTest {
    private static final int PLENTY = 1 << 20;

    private final Chats chats = new Chats(2, 3);
    private final FakeClient client = new FakeClient();

    private Resume resume(ResumePoint point, int heldBytes) {
        return client.resume(point, chats, heldBytes, outcome -> client.heard().add(text(outcome)));
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Replayed(Map<Long, Long> chats) -> "replayed " + new TreeMap<>(chats);
            case Failed(Throwable cause) -> "failed " + cause.getMessage();
        };
    }

    private static ResumePoint from(long seqOfFirst, long seqOfSecond) {
        return new ResumePoint(Map.of(1L, seqOfFirst, 2L, seqOfSecond), false);
    }

    private void publishAll() {
        for (ClientEvent event = chats.published(); event != null; event = chats.published()) {
            client.deliver(event);
        }
    }

    private void answerOne() {
        chats.readDatabase();
        chats.answer();
        client.turn();
    }

    private void commit(long chat, int times) {
        for (int i = 0; i < times; i++) {
            chats.commit(chat);
        }
    }

    @Test
    void pagesComeInOrderThenTheEndThenWhatWasHeld() {
        commit(1, 4);
        chats.skipPublished();
        resume(from(0, 0), PLENTY);
        answerOne();
        commit(1, 1);
        commit(2, 1);
        publishAll();
        chats.readDatabase();
        commit(2, 1);
        publishAll();
        chats.answer();
        client.turn();

        assertThat(client.heard())
                .containsExactly(
                        "MESSAGE_CREATED 1 1",
                        "MESSAGE_CREATED 1 2",
                        "MESSAGE_CREATED 1 3",
                        "MESSAGE_CREATED 1 4",
                        "MESSAGE_CREATED 1 5",
                        "MESSAGE_CREATED 2 1",
                        "replayed {1=5, 2=1}",
                        "MESSAGE_CREATED 2 2");
        assertThat(client.isResuming()).isFalse();
    }

    @Test
    void eventsThatTakeNoSeqAreHeldAndNeverDropped() {
        commit(1, 3);
        chats.skipPublished();
        resume(from(2, 0), PLENTY);
        chats.read(1);
        publishAll();
        answerOne();

        assertThat(client.heard())
                .containsExactly("MESSAGE_CREATED 1 3", "replayed {1=3, 2=0}", "MESSAGE_READ 1 1");
    }

    @Test
    void nothingIsAskedForBeforeTheClientTookThePage() {
        commit(1, 4);
        chats.skipPublished();
        resume(from(0, 0), PLENTY);
        client.takes(3);
        answerOne();

        assertThat(client.heard()).hasSize(3);
        assertThat(chats.isBusy()).isFalse();
        assertThat(client.holdsPage()).isTrue();
        client.takes(1);
        assertThat(chats.isBusy()).isTrue();
        assertThat(client.holdsPage()).isFalse();
    }

    @Test
    void seqAboveTheChatsDropsNothingThatComes() {
        commit(1, 1);
        chats.skipPublished();
        resume(from(1_000, 0), PLENTY);
        answerOne();
        commit(1, 1);
        publishAll();

        assertThat(client.heard()).containsExactly("replayed {1=1, 2=0}", "MESSAGE_CREATED 1 2");
    }

    @Test
    void otherChatsGoOnWhileSomeAloneAreAskedFor() {
        resume(new ResumePoint(Map.of(1L, 0L), true), PLENTY);
        commit(1, 1);
        commit(2, 1);
        publishAll();

        assertThat(client.heard()).containsExactly("MESSAGE_CREATED 2 1");
    }

    @Test
    void whatIsTooMuchToHoldComesWithAnotherRound() {
        resume(from(0, 0), 300);
        chats.readDatabase();
        commit(1, 5);
        chats.read(2);
        publishAll();
        chats.answer();
        client.turn();
        assertThat(client.heard()).isEmpty();
        answerOne();
        answerOne();

        assertThat(client.seqs(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(client.heard()).endsWith("replayed {1=5, 2=0}", "MESSAGE_READ 2 1").hasSize(7);
    }

    @Test
    void clientThatIsTooSlowForeverIsToldSoAfterSomeRounds() {
        resume(from(0, 0), 300);
        for (int i = 0; i < Resume.MOST_ROUNDS; i++) {
            chats.readDatabase();
            commit(1, 3);
            publishAll();
            chats.answer();
            client.turn();
        }

        assertThat(client.heard()).endsWith("replayed {1=6, 2=0}", "behind");
        assertThat(client.isResuming()).isFalse();
    }

    @Test
    void nothingOfAChatFollowsTheRemovalThatThePageTold() {
        commit(1, 2);
        chats.skipPublished();
        resume(from(2, 0), PLENTY);
        commit(1, 1);
        chats.remove(1);
        chats.read(2);
        publishAll();
        answerOne();

        assertThat(client.heard())
                .containsExactly("MEMBER_REMOVED 1 0", "replayed {2=0}", "MESSAGE_READ 2 1");
    }

    @Test
    void failureReleasesWhatWasHeld() {
        resume(from(0, 0), PLENTY);
        commit(1, 1);
        publishAll();
        chats.fail(new IllegalStateException("away"));
        client.turn();

        assertThat(client.heard()).containsExactly("failed away", "MESSAGE_CREATED 1 1");
    }

    @Test
    void closedResumeGivesItsFramesBackAndSaysNothing() {
        Resume resume = resume(from(0, 0), PLENTY);
        commit(1, 1);
        ClientEvent event = requireNonNull(chats.published());
        client.deliver(event);

        resume.close();
        answerOne();

        assertThat(event.frame().refCnt()).isZero();
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void sessionWhoseResumeCannotGoOnEnds() {
        client.resume(
                from(0, 0),
                chats,
                PLENTY,
                _ -> {
                    throw new IllegalStateException("bug");
                });
        answerOne();

        assertThat(client.heard()).containsExactly("broken bug");
    }

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 300).boxed();
    }

    /// Commits, publications, the API's reading and answering, and the client's taking, in any
    /// order; whoever is told to resumes again.
    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfEventsLeavesNoHoleAndNoRepeat(long seed) {
        Random random = new Random(seed);
        Chats many = new Chats(4, 1 + random.nextInt(4));
        int heldBytes = 150 * (1 + random.nextInt(12));
        FakeClient reader = new FakeClient();
        for (int i = 0; i < random.nextInt(12); i++) {
            many.commit(many.any(random));
        }
        many.skipPublished();
        resume(reader, many, heldBytes);

        for (int step = 0; step < 200; step++) {
            step(random, many, reader, heldBytes);
        }
        while (many.isBusy() || reader.isResuming()) {
            reader.takes(PLENTY);
            drain(many, reader, heldBytes);
        }

        for (Map.Entry<Long, Long> chat : many.seqs().entrySet()) {
            List<Long> got = reader.seqs(chat.getKey());
            assertThat(new HashSet<>(got))
                    .as("holes, seed %d", seed)
                    .hasSize(chat.getValue().intValue());
        }
        assertThat(reader.repeats()).as("repeats, seed %d", seed).isEmpty();
        if (!reader.heard().contains("behind")) {
            assertThat(reader.reads()).as("read marks, seed %d", seed).isEqualTo(many.reads());
        }
    }

    private static void step(Random random, Chats many, FakeClient reader, int heldBytes) {
        switch (random.nextInt(8)) {
            case 0, 1 -> many.commit(many.any(random));
            case 2 -> many.read(many.any(random));
            case 3, 4 -> publish(many, reader);
            case 5 -> many.readDatabase();
            case 6 -> many.answer();
            default -> reader.takes(random.nextInt(3));
        }
        reader.turn();
        again(many, reader, heldBytes);
    }

    private static void drain(Chats many, FakeClient reader, int heldBytes) {
        publish(many, reader);
        many.readDatabase();
        many.answer();
        reader.turn();
        again(many, reader, heldBytes);
    }

    private static void publish(Chats many, FakeClient reader) {
        ClientEvent event = many.published();
        if (event != null) {
            reader.deliver(event);
        }
    }

    private static void again(Chats many, FakeClient reader, int heldBytes) {
        if (reader.wasTold() && !reader.isResuming()) {
            resume(reader, many, heldBytes);
        }
    }

    /// Names what the client has without a hole. That it is in the last chat it learns by a page.
    private static void resume(FakeClient reader, Chats many, int heldBytes) {
        Map<Long, Long> point = new HashMap<>();
        for (Long chat : many.seqs().keySet()) {
            if (chat == many.seqs().size() && !reader.hasJoined(chat)) {
                continue;
            }
            long seq = 0;
            while (reader.seqs(chat).contains(seq + 1)) {
                seq++;
            }
            point.put(chat, seq);
        }
        reader.resume(new ResumePoint(point, false), many, heldBytes, _ -> {});
    }
}

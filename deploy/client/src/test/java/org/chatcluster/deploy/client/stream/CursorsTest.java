package org.chatcluster.deploy.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.client.stream.Messages.CHAT;
import static org.chatcluster.deploy.client.stream.Messages.changed;
import static org.chatcluster.deploy.client.stream.Messages.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CursorsTest {
    private static final Duration HOLE = Duration.ofMillis(300);
    private static final long LATER = HOLE.toNanos();

    private final Cursors inOrder = new Cursors(Map.of(CHAT, 0L), Delivery.IN_ORDER);
    private final Cursors asItComes = new Cursors(Map.of(CHAT, 0L), Delivery.AS_IT_COMES);

    @Test
    void repeatsAreHandedOnOnce() {
        assertThat(seqs(inOrder.admit(message(1), 0))).containsExactly(1L);
        assertThat(inOrder.admit(message(1), 0)).isEmpty();
        assertThat(inOrder.admit(message(3), 0)).isEmpty();
        assertThat(inOrder.admit(message(3), 0)).isEmpty();
        assertThat(seqs(inOrder.admit(message(2), 0))).containsExactly(2L, 3L);

        assertThat(seqs(asItComes.admit(message(2), 0))).containsExactly(2L);
        assertThat(asItComes.admit(message(2), 0)).isEmpty();
    }

    @Test
    void holeIsOverdueAfterItsTimeAndGetsAsMuchTimeAgain() {
        inOrder.admit(message(2), 0);

        assertThat(inOrder.overdueHoles(LATER - 1, HOLE)).isEmpty();
        assertThat(inOrder.overdueHoles(LATER, HOLE)).containsExactly(Map.entry(CHAT, 0L));
        assertThat(inOrder.overdueHoles(LATER + 1, HOLE)).isEmpty();
        assertThat(inOrder.overdueHoles(2 * LATER, HOLE)).isNotEmpty();
    }

    @Test
    void whatIsOfAnEarlierStayIsLate() {
        inOrder.admit(message(1), 0);
        inOrder.leave(CHAT, 3);
        inOrder.join(CHAT, 7);
        inOrder.admit(message(8), 0);

        assertThat(inOrder.join(CHAT, 1)).isFalse();
        assertThat(inOrder.admit(message(2), 0)).isEmpty();
        assertThat(inOrder.oldestHole()).isEmpty();
        assertThat(inOrder.seqs()).containsEntry(CHAT, 8L);
    }

    @Test
    void stayThatNothingWasToldOfBeforeTheNextIsLate() {
        inOrder.admit(message(1), 0);
        inOrder.leave(CHAT, 2);
        inOrder.join(CHAT, 7);
        inOrder.admit(message(8), 0);

        assertThat(inOrder.join(CHAT, 4)).isFalse();
        assertThat(inOrder.leave(CHAT, 6)).isFalse();
        assertThat(inOrder.admit(message(5), 0)).isEmpty();
        assertThat(inOrder.seqs()).containsEntry(CHAT, 8L);
    }

    @Test
    void filledHoleIsNone() {
        inOrder.admit(message(2), 0);
        inOrder.admit(message(1), 1);

        assertThat(inOrder.oldestHole()).isEmpty();
        assertThat(inOrder.seqs()).containsExactly(Map.entry(CHAT, 2L));
    }

    @Test
    void whoTakesThemAsTheyComeLooksForNoHoles() {
        assertThat(seqs(asItComes.admit(message(3), 0))).containsExactly(3L);
        assertThat(asItComes.oldestHole()).isEmpty();

        assertThat(asItComes.seqs()).as("for the next connection").containsEntry(CHAT, 0L);
        assertThat(seqs(asItComes.admit(message(1), 0))).containsExactly(1L);
    }

    @Test
    void seqsThatLaterChangesTookOverAreNoHole() {
        inOrder.admit(message(1), 0);
        inOrder.admit(changed(2, 9), 0);

        assertThat(seqs(inOrder.toldUpTo(CHAT, 9, 0))).containsExactly(2L);
        assertThat(inOrder.oldestHole()).isEmpty();
        assertThat(inOrder.seqs()).containsEntry(CHAT, 9L);
    }

    @Test
    void knownMessageThatComesChangedIsAnUpdate() {
        inOrder.admit(message(1), 0);

        assertThat(inOrder.admit(changed(1, 2), 0))
                .extracting(ChatMessage::kind)
                .containsExactly(ChatMessage.Kind.UPDATED);
    }

    @Test
    void whatDoesNotFitBeyondAHoleIsAskedForAgain() {
        for (long seq = 2; seq <= Cursor.MOST_AHEAD + 2; seq++) {
            inOrder.admit(message(seq), 0);
        }

        assertThat(inOrder.toldUpTo(CHAT, Cursor.MOST_AHEAD + 2, 0)).hasSize(Cursor.MOST_AHEAD);
        assertThat(inOrder.seqs()).containsEntry(CHAT, Cursor.MOST_AHEAD + 1L);
        assertThat(inOrder.overdueHoles(LATER, HOLE)).containsKey(CHAT);
        assertThat(inOrder.admit(message(Cursor.MOST_AHEAD + 2), LATER)).hasSize(1);
    }

    @Test
    void unknownChatBeginsWithItsFirstMessage() {
        Cursors nothing = new Cursors(Map.of(), Delivery.IN_ORDER);

        assertThat(seqs(nothing.admit(message(40), 0))).containsExactly(40L);
    }

    @Test
    void removalFromBeforeTheJoiningIsLateAndIgnored() {
        assertThat(inOrder.join(CHAT, 12)).isTrue();

        assertThat(inOrder.leave(CHAT, 11)).isFalse();
        assertThat(inOrder.seqs()).containsKey(CHAT);
        assertThat(inOrder.leave(CHAT, 13)).isTrue();
        assertThat(inOrder.seqs()).doesNotContainKey(CHAT);
    }

    @Test
    void joiningFromBeforeTheRemovalIsLateAndIgnored() {
        inOrder.leave(CHAT, 11);

        assertThat(inOrder.join(CHAT, 10)).isFalse();
        assertThat(inOrder.seqs()).doesNotContainKey(CHAT);
        assertThat(inOrder.join(CHAT, 12)).isTrue();
        assertThat(inOrder.seqs()).containsExactly(Map.entry(CHAT, 12L));
    }

    @Test
    void whoWasToldOfTheChatAsOfLaterWasNotRemovedBefore() {
        inOrder.memberAsOf(CHAT, 20);

        assertThat(inOrder.leave(CHAT, 11)).isFalse();
    }

    @Test
    void afterTheRemovalOnlyWhatIsNewerBringsTheChatBack() {
        inOrder.leave(CHAT, 11);

        assertThat(inOrder.admit(message(9), 0)).isEmpty();
        assertThat(inOrder.seqs()).doesNotContainKey(CHAT);
        assertThat(inOrder.admit(message(13), 0)).as("12 is missing").isEmpty();
        assertThat(inOrder.seqs()).containsExactly(Map.entry(CHAT, 11L));
    }

    @Test
    void messageOfTheNextStayThatOvertakesTheRemovalComesOnce() {
        for (Delivery delivery : Delivery.values()) {
            Cursors cursors = new Cursors(Map.of(CHAT, 9L), delivery);
            boolean atOnce = delivery == Delivery.AS_IT_COMES;
            assertThat(seqs(cursors.admit(message(13), 0))).hasSize(atOnce ? 1 : 0);

            assertThat(cursors.leave(CHAT, 11)).isTrue();
            assertThat(cursors.join(CHAT, 12)).isTrue();

            assertThat(cursors.admit(message(11), 0)).as("before the removal").isEmpty();
            assertThat(cursors.admit(message(13), 0)).as("once more").isEmpty();
            assertThat(seqs(cursors.admit(message(12), 0)))
                    .isEqualTo(atOnce ? List.of(12L) : List.of(12L, 13L));
            assertThat(cursors.seqs()).containsExactly(Map.entry(CHAT, 13L));
        }
    }

    @Test
    void messageThatOvertakesTheJoiningHidesNothingAndComesOnce() {
        for (Delivery delivery : Delivery.values()) {
            Cursors nothing = new Cursors(Map.of(), delivery);
            assertThat(seqs(nothing.admit(message(12), 0))).containsExactly(12L);

            nothing.join(CHAT, 10);

            assertThat(nothing.seqs()).containsExactly(Map.entry(CHAT, 10L));
            assertThat(nothing.admit(message(12), 0)).isEmpty();
            assertThat(seqs(nothing.admit(message(11), 0))).containsExactly(11L);
            assertThat(nothing.seqs()).containsExactly(Map.entry(CHAT, 12L));
        }
    }

    @Test
    void goingBackOverAJumpOfTheServersNumbersPassesNoneOfThemOneByOne() {
        long jump = 1_800_000_000_000L;
        Cursors nothing = new Cursors(Map.of(), Delivery.IN_ORDER);
        nothing.admit(message(12), 0);
        nothing.toldUpTo(CHAT, jump, 0);

        nothing.join(CHAT, 10);

        assertThat(nothing.seqs()).containsExactly(Map.entry(CHAT, 10L));
        assertThat(nothing.admit(message(12), 0)).isEmpty();
        assertThat(seqs(nothing.admit(message(11), 0))).containsExactly(11L);
        assertThat(nothing.seqs()).containsExactly(Map.entry(CHAT, jump));
    }

    @Test
    void chatThatIsLostAtAnUnknownSeqComesBackByALaterJoining() {
        inOrder.join(CHAT, 10);
        inOrder.lose(CHAT);

        assertThat(inOrder.join(CHAT, 10)).isFalse();
        assertThat(inOrder.join(CHAT, 11)).isTrue();
    }

    @Test
    void whatCameBeyondAHoleIsNotHandedOnAgainAfterTheChatWasLost() {
        assertThat(seqs(asItComes.admit(message(3), 0))).containsExactly(3L);

        asItComes.lose(CHAT);

        assertThat(asItComes.admit(message(3), 0)).isEmpty();
        assertThat(seqs(asItComes.admit(message(4), 0))).containsExactly(4L);
    }

    private static List<Long> seqs(List<ChatMessage> messages) {
        return messages.stream().map(ChatMessage::seq).toList();
    }
}

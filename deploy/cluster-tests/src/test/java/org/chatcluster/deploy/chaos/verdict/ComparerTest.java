package org.chatcluster.deploy.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.CHAT;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.PATIENCE;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.SECOND;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.arrival;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.mark;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.state;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.stored;

import java.util.Collections;
import java.util.Map;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Unread;
import org.junit.jupiter.api.Test;

/// The comparer itself reports what was done to a history in which nothing went wrong.
final class ComparerTest {
    private final DoctoredHistory doctored = new DoctoredHistory();

    @Test
    void runInWhichNothingWentWrongHolds() {
        Verdict verdict = doctored.verdict();

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.counts().live()).isEqualTo(10);
        assertThat(verdict.counts().plainLive()).isEqualTo(5);
        assertThat(verdict.counts().resumed()).isOne();
    }

    @Test
    void acknowledgedMessageThatPostgresLacksIsLost() {
        doctored.acked.add(new Acked("writer", CHAT, 6, "content 6"));

        assertOnly(Promise.ACKED_LOST, 1);
    }

    @Test
    void acknowledgedMessageThatADeviceLacksIsLostAndAHole() {
        doctored.good.remove(2);

        assertThat(doctored.verdict().times(Promise.ACKED_LOST)).isOne();
        assertThat(doctored.verdict().times(Promise.HOLES)).isOne();
    }

    @Test
    void lastMessageThatADeviceLacksIsLostThoughItLeavesNoHole() {
        doctored.plain.removeLast();

        assertOnly(Promise.ACKED_LOST, 1);
    }

    @Test
    void committedMessageWithoutAnAnswerIsPromisedToo() {
        doctored.acked.removeLast();
        doctored.good.removeLast();

        assertOnly(Promise.COMMITTED_LOST, 1);
    }

    @Test
    void plainSocketThatStayedOpenShouldHaveBroughtIt() {
        moveToSecondSession(4 * SECOND + PATIENCE);

        assertOnly(Promise.ACKED_LOST, 1);
    }

    @Test
    void plainSocketThatEndedSoonAfterOwesNothing() {
        moveToSecondSession(4 * SECOND + PATIENCE - 1);

        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void seqThatPostgresSkipsIsAHole() {
        doctored.stored.remove(1);
        doctored.acked.remove(1);

        assertThat(doctored.verdict().times(Promise.HOLES)).isOne();
        assertThat(doctored.verdict().times(Promise.DIFFERENT))
                .as("delivered all the same")
                .isEqualTo(2);
    }

    @Test
    void messageHandedOnTwiceIsADuplicate() {
        doctored.good.add(arrival(3, 1));

        assertOnly(Promise.DUPLICATES, 1);
    }

    @Test
    void sendThatWasCommittedTwiceIsADuplicate() {
        doctored.stored.add(stored(6, "content 5"));
        Arrival sixth = new Arrival(CHAT, 6, state(6, "content 5"), 6 * SECOND, 1, false);
        doctored.good.add(sixth);
        doctored.plain.add(sixth);

        assertOnly(Promise.DUPLICATES, 1);
    }

    @Test
    void goodDeviceIsServedInOrderAndAPlainOneNeedNotBe() {
        Collections.swap(doctored.plain, 2, 3);
        assertThat(doctored.verdict().holds()).isTrue();

        Collections.swap(doctored.good, 2, 3);

        assertOnly(Promise.ORDER, 1);
    }

    @Test
    void writersSeeTheirOwnOrder() {
        Collections.swap(doctored.acked, 1, 2);

        assertOnly(Promise.ORDER, 1);
    }

    @Test
    void otherContentIsADifference() {
        doctored.good.set(3, new Arrival(CHAT, 4, state(4, "other"), 4 * SECOND, 1, false));

        assertOnly(Promise.DIFFERENT, 1);
    }

    @Test
    void changesThatEverybodyHasHold() {
        doctored.change(Change.Kind.EDIT, state(6, State.edited("content 5", 1)));
        doctored.change(
                Change.Kind.REACTION,
                new State(7, State.edited("content 5", 1), false, Map.of(Change.KEPT, 2)));
        doctored.change(Change.Kind.DELETION, new State(8, "", true, Map.of()));

        assertThat(doctored.verdict().broken()).isEmpty();
        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void acknowledgedChangeThatPostgresLacksIsLost() {
        doctored.change(Change.Kind.EDIT, state(6, State.edited("content 5", 1)));
        doctored.changes.add(
                new Change(
                        Change.Kind.EDIT,
                        "writer",
                        CHAT,
                        4,
                        state(7, State.edited("content 4", 1))));

        assertOnly(Promise.CHANGES_LOST, 1);
    }

    @Test
    void changeThatADeviceLacksIsLost() {
        doctored.change(Change.Kind.EDIT, state(6, State.edited("content 5", 1)));
        doctored.plain.removeLast();

        assertOnly(Promise.CHANGES_LOST, 1);
    }

    @Test
    void reactionThatOnlyADeviceHasIsADifference() {
        doctored.change(Change.Kind.TAKEN_REACTION, state(6, "content 5"));
        doctored.good.removeLast();
        doctored.good.add(
                new Arrival(
                        CHAT,
                        5,
                        new State(6, "content 5", false, Map.of(Change.TAKEN, 1)),
                        7 * SECOND,
                        1,
                        false));

        assertOnly(Promise.DIFFERENT, 1);
    }

    @Test
    void changeWithoutAnAnswerMayHaveTakenASeq() {
        doctored.change(Change.Kind.EDIT, state(7, State.edited("content 5", 1)));
        assertOnly(Promise.HOLES, 1);

        doctored.unanswered.add(CHAT);

        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void refusedSendIsReported() {
        doctored.refused.add("message of writer: not_found");

        assertOnly(Promise.REFUSED, 1);
    }

    @Test
    void wrongUnreadCountIsReported() {
        doctored.unread.add(new Unread(4, CHAT, 2, 3));

        assertOnly(Promise.UNREAD, 1);
    }

    @Test
    void readMarkThatMovesBackIsReported() {
        doctored.answered.add(mark(3));
        assertOnly(Promise.MARKS, 1);

        doctored.answered.removeLast();
        doctored.sampled.add(1, mark(4));
        assertOnly(Promise.MARKS, 1);
    }

    @Test
    void answeredReadMarkThatIsGoneInTheEndIsReported() {
        doctored.answered.add(mark(5));

        assertOnly(Promise.MARKS, 1);
    }

    @Test
    void socketOfARevokedSessionThatStaysOpenIsReported() {
        doctored.revocations.add(new Revocation("good", "session-1", 4 * SECOND, false));

        assertThat(doctored.verdict().times(Promise.REVOKED)).isPositive();
        doctored.spans.set(0, doctored.spans.getFirst().withClosed(9 * SECOND));
        assertThat(doctored.verdict().times(Promise.REVOKED)).isZero();
        doctored.spans.set(0, doctored.spans.getFirst().withClosed(9 * SECOND + 1));
        assertThat(doctored.verdict().times(Promise.REVOKED)).isPositive();
    }

    @Test
    void revokedTokenThatStillOpensSocketsIsReported() {
        doctored.revocations.add(new Revocation("good", "elsewhere", 4 * SECOND, true));

        assertOnly(Promise.REVOKED, 1);
    }

    @Test
    void runInWhichNothingHappenedDoesNotHold() {
        doctored.faults.clear();

        Verdict verdict = doctored.verdict();

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.counts().missing()).containsExactly("no fault was injected");
    }

    /// The plain device gets message 4 only by a second socket, after the first has ended then.
    private void moveToSecondSession(long end) {
        doctored.spans.set(0, doctored.spans.getFirst().withClosed(end));
        doctored.spans.add(new Span(2, "session-2", "gateway-2", end + 1, end + 1, Span.NEVER));
        doctored.plain.set(3, arrival(4, 2));
    }

    private void assertOnly(Promise promise, int times) {
        Verdict verdict = doctored.verdict();
        assertThat(verdict.broken()).containsOnlyKeys(promise);
        assertThat(verdict.times(promise)).isEqualTo(times);
        assertThat(verdict.holds()).isFalse();
    }
}

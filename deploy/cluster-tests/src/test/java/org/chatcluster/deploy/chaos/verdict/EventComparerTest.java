package org.chatcluster.deploy.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.live;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.told;

import java.util.List;
import org.chatcluster.deploy.chaos.history.Told;
import org.chatcluster.deploy.client.stream.Origin;
import org.junit.jupiter.api.Test;

/// The visitor is a member from seq 2 on up to 4, or after `comeBack` up to 3 and from 4 on.
final class EventComparerTest {
    private static final List<String> DURABLE =
            List.of(
                    "message.created",
                    "message.updated",
                    "message.deleted",
                    "chat.created",
                    "chat.updated",
                    "member.added",
                    "member.removed");

    private final DoctoredHistory doctored = new DoctoredHistory();

    @Test
    void liveEventOfATimeBeforeTheJoiningIsReported() {
        for (String name : DURABLE) {
            assertOnly(1, live(name, 1));
            assertHolds(live(name, 2));
        }
    }

    @Test
    void liveEventOfATimeAfterTheRemovalIsReported() {
        for (String name : DURABLE) {
            assertOnly(1, live(name, 4));
            assertOnly(1, live(name, 5));
            assertHolds(live(name, 3));
        }
    }

    @Test
    void resumedEventOfATimeAfterTheRemovalIsReported() {
        assertOnly(1, told("message.created", 4, Origin.RESUMED, 5));
        assertOnly(1, told("chat.updated", 5, Origin.RESUMED, 5));
    }

    @Test
    void whoIsAMemberMayBeShownWhatWasBeforeByAResume() {
        assertHolds(told("message.created", 1, Origin.RESUMED, 2));
        assertOnly(1, told("message.created", 1, Origin.RESUMED, 1));
    }

    @Test
    void whoComesBackMayBeShownWhatTheyMissedButNotBefore() {
        doctored.comeBack();

        assertHolds(told("message.created", 3, Origin.RESUMED, 4));
        assertOnly(1, told("message.created", 3, Origin.RESUMED, 3));
    }

    @Test
    void readMarkSinceTheRemovalIsReportedAndOneBeforeTheJoiningIsNot() {
        assertHolds(told("message.read", 1, Origin.LIVE, 2));
        assertOnly(1, live("message.read", 4));
        assertOnly(1, live("message.read_by_all", 5));
    }

    @Test
    void eventThatComesLateAfterTheRemovalIsReported() {
        doctored.told.add(live("message.created", 3));
        assertThat(doctored.verdict().times(Promise.REMOVED)).isOne();

        doctored.told.removeLast();
        doctored.told.add(new Told(doctored.told.get(1).event(), doctored.told.getLast().at(), 2));
        assertThat(doctored.verdict().broken()).as("over another socket").isEmpty();
    }

    @Test
    void laterEventIsNoProofThatALateOneIsTheirs() {
        doctored.comeBack();
        for (String name : List.of("message.read", "chat.updated", "member.added")) {
            doctored.told.add(live(name, 5));
        }
        assertThat(doctored.verdict().broken()).isEmpty();

        doctored.told.add(told("message.created", 2, Origin.LIVE, 6));

        assertThat(doctored.verdict().times(Promise.REMOVED)).isOne();
    }

    @Test
    void readMarkOfBeforeTheRemovalIsLateUntilTheyAreBack() {
        doctored.comeBack();
        doctored.told.add(told("message.read", 2, Origin.LIVE, 5));
        assertThat(doctored.verdict().broken()).isEmpty();

        doctored.told.removeLast();
        doctored.told.add(2, told("message.read", 2, Origin.LIVE, 3));
        assertThat(doctored.verdict().times(Promise.REMOVED)).isOne();
    }

    @Test
    void whatAResumeBringsOfBeforeTheRemovalIsLateUntilTheyAreBack() {
        doctored.comeBack();
        doctored.told.add(told("message.created", 3, Origin.RESUMED, 5));
        assertThat(doctored.verdict().broken()).isEmpty();

        doctored.told.removeLast();
        doctored.told.add(2, told("message.created", 3, Origin.RESUMED, 3));
        assertThat(doctored.verdict().times(Promise.REMOVED)).isOne();
    }

    /// Tells it before the removal, over the same socket.
    private void assertOnly(int times, Told told) {
        doctored.told.addFirst(told);
        Verdict verdict = doctored.verdict();
        doctored.told.removeFirst();
        assertThat(verdict.broken()).as(told.toString()).containsOnlyKeys(Promise.REMOVED);
        assertThat(verdict.times(Promise.REMOVED)).isEqualTo(times);
    }

    private void assertHolds(Told told) {
        doctored.told.addFirst(told);
        Verdict verdict = doctored.verdict();
        doctored.told.removeFirst();
        assertThat(verdict.broken()).as(told.toString()).isEmpty();
        assertThat(verdict.holds()).isTrue();
    }
}

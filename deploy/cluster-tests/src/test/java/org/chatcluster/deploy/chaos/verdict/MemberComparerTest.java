package org.chatcluster.deploy.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.CHAT;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.PATIENCE;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.SECOND;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.VISITOR;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.content;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.state;

import org.chatcluster.deploy.chaos.history.MembershipChange;
import org.chatcluster.deploy.chaos.history.MembershipChange.Kind;
import org.chatcluster.deploy.chaos.history.MembershipFact;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.Stored;
import org.junit.jupiter.api.Test;

/// Comings and goings: what was done to a history in which nothing went wrong is reported.
final class MemberComparerTest {
    private final DoctoredHistory doctored = new DoctoredHistory();

    @Test
    void answeredJoiningThatPostgresLacksIsLost() {
        doctored.memberships.add(new MembershipChange(Kind.ADDED, CHAT, VISITOR, 9, true));

        assertThat(doctored.verdict().times(Promise.MEMBERS_LOST)).isPositive();
    }

    @Test
    void answeredRemovalThatPostgresLacksIsLost() {
        doctored.comeBack();
        doctored.memberships.add(new MembershipChange(Kind.LEFT, CHAT, VISITOR, 0, true));

        assertThat(doctored.verdict().times(Promise.MEMBERS_LOST)).isPositive();
    }

    @Test
    void changeWithoutAnAnswerMayBeInPostgresOrNot() {
        doctored.comeBack();
        doctored.memberships.add(new MembershipChange(Kind.REMOVED, CHAT, VISITOR, 0, false));
        assertThat(doctored.verdict().broken()).isEmpty();

        doctored.facts.add(3, new MembershipFact(CHAT, 6, VISITOR, false, 6 * SECOND));
        doctored.members.remove(VISITOR);
        doctored.believed.remove(VISITOR);
        doctored.visitorBelieves = false;

        assertThat(doctored.verdict().broken()).isEmpty();
    }

    @Test
    void changeThatWasDoneTwiceIsReported() {
        doctored.facts.add(1, new MembershipFact(CHAT, 3, VISITOR, true, 3 * SECOND));

        assertThat(doctored.verdict().times(Promise.MEMBERS_LOST)).isPositive();
    }

    @Test
    void listOfMembersThatContradictsTheMessagesIsReported() {
        doctored.comeBack();
        doctored.members.remove(VISITOR);
        doctored.believed.remove(VISITOR);
        doctored.visitorBelieves = false;

        assertThat(doctored.verdict().times(Promise.MEMBERS_LOST)).isPositive();
    }

    @Test
    void deviceThatTakesItsUserForAMemberIsReported() {
        doctored.visitorBelieves = true;

        assertOnly(Promise.MEMBERS_WRONG, 1);
    }

    @Test
    void deviceThatDoesNotKnowThatItsUserIsAMemberIsReported() {
        doctored.comeBack();
        doctored.visitorBelieves = false;

        assertOnly(Promise.MEMBERS_WRONG, 1);
    }

    @Test
    void deviceWithAnotherListOfMembersIsReported() {
        doctored.believed.add(VISITOR);

        assertOnly(Promise.MEMBERS_WRONG, 2);
    }

    @Test
    void messageSinceTheJoiningThatTheDeviceLacksIsLost() {
        doctored.comeBack();
        doctored.visits.clear();

        assertOnly(Promise.JOINED_LOST, 1);
    }

    @Test
    void changeSinceTheJoiningOfAnEarlierMessageIsTheirsToo() {
        doctored.comeBack();
        doctored.stored.set(
                0, new Stored(CHAT, 1, 2, state(6, content(1)), SECOND, 6 * SECOND, false));

        assertThat(doctored.verdict().times(Promise.JOINED_LOST)).isOne();
    }

    @Test
    void whoWasRemovedHasWhatASocketShouldHaveBroughtLongBefore() {
        doctored.visits.clear();
        assertThat(doctored.verdict().broken()).as("removed soon after").isEmpty();

        doctored.facts.set(1, new MembershipFact(CHAT, 4, VISITOR, false, 3 * SECOND + PATIENCE));
        assertOnly(Promise.JOINED_LOST, 1);

        doctored.visitorSpans.set(
                0, new Span(1, "session-v", "gateway-1", 4 * SECOND, 4 * SECOND, Span.NEVER));
        assertThat(doctored.verdict().broken()).as("connected later").isEmpty();
    }

    @Test
    void frameThatBreaksTheContractIsReported() {
        doctored.frameFaults.add("SERVER: there is no frame 'x'");

        assertOnly(Promise.FRAMES, 2);
    }

    @Test
    void runInWhichNobodyCameDoesNotHold() {
        doctored.memberships.clear();
        doctored.facts.clear();
        doctored.visits.clear();
        doctored.told.clear();

        assertThat(doctored.verdict().broken()).isEmpty();
        assertThat(doctored.verdict().holds()).isFalse();
    }

    private void assertOnly(Promise promise, int times) {
        Verdict verdict = doctored.verdict();
        assertThat(verdict.broken()).containsOnlyKeys(promise);
        assertThat(verdict.times(promise)).isEqualTo(times);
        assertThat(verdict.holds()).isFalse();
    }
}

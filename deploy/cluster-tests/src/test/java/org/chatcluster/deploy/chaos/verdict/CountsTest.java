package org.chatcluster.deploy.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.CHAT;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.PATIENCE;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.SECOND;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.VISITOR;

import java.util.Set;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Due;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.MembershipFact;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.junit.jupiter.api.Test;

/// A run that did not come to what it had to does not hold.
final class CountsTest {
    private final DoctoredHistory doctored = new DoctoredHistory();

    @Test
    void kindOfFaultThatWasDueAndNeverCameIsMissed() {
        doctored.due = new Due(Set.of(FaultKind.REDIS_KILLED, FaultKind.API_PAUSED), false);
        assertMissing("never came: api paused");

        doctored.faults.add(new FaultRecord(FaultKind.API_PAUSED, "api-1", 0, SECOND));
        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void revocationThatWasNotLookedAtIsMissed() {
        doctored.faults.add(new FaultRecord(FaultKind.SESSION_REVOKED, "good", 0, 0));
        assertMissing("no revoked session was looked at");

        doctored.revocations.add(new Revocation("good", "elsewhere", SECOND, false));
        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void slowReadersOfWhomNoneFallsBehindAreMissed() {
        doctored.faults.add(new FaultRecord(FaultKind.READERS_SLOW, "slow", 0, SECOND));
        assertMissing("no slow reader was told that it is behind");

        doctored.behind = 1;
        assertThat(doctored.verdict().holds()).isTrue();
    }

    @Test
    void removalsThatAllComeTooSoonToSayAnythingAreMissed() {
        doctored.due = new Due(Set.of(), true);
        assertMissing("nothing was looked for that somebody had who was removed");

        doctored.facts.set(1, new MembershipFact(CHAT, 4, VISITOR, false, 3 * SECOND + PATIENCE));
        assertThat(doctored.verdict().holds()).isTrue();
        assertThat(doctored.verdict().counts().departed()).isOne();
    }

    private void assertMissing(String sentence) {
        Verdict verdict = doctored.verdict();
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.counts().missing()).containsExactly(sentence);
    }
}

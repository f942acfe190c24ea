package org.chatcluster.deploy.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.CHAT;
import static org.chatcluster.deploy.chaos.verdict.DoctoredHistory.SECOND;

import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.Span;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private final DoctoredHistory doctored = new DoctoredHistory();

    @Test
    void recoveryEndsWithTheLastMessageOfTheTimeAndTheFirstAfterIt() {
        doctored.good.set(
                1,
                new Arrival(
                        CHAT,
                        2,
                        DoctoredHistory.state(2, DoctoredHistory.content(2)),
                        7 * SECOND,
                        1,
                        true));

        assertThat(Recovery.of(doctored.history()).get(FaultKind.REDIS_KILLED))
                .containsExactly(SECOND * 3 / 2, 3 * SECOND);
    }

    @Test
    void recoveryOfAClosedSocketBeginsWhenItIsNoticed() {
        doctored.faults.clear();
        doctored.faults.add(new FaultRecord(FaultKind.GATEWAY_KILLED, "gateway-1", SECOND, SECOND));
        doctored.spans.set(0, doctored.spans.getFirst().withClosed(2 * SECOND));
        doctored.spans.add(
                new Span(2, "session-2", "gateway-2", 3 * SECOND, 4 * SECOND, Span.NEVER));

        assertThat(Recovery.of(doctored.history()))
                .isEqualTo(Map.of(FaultKind.GATEWAY_KILLED, List.of(2 * SECOND, 2 * SECOND)));
    }

    @Test
    void reportShowsEveryPromiseAndFault() {
        Report report = Report.of("seed 1", doctored.history());

        for (Promise promise : Promise.values()) {
            assertThat(report.table()).contains(promise.row());
        }
        for (FaultKind kind : FaultKind.values()) {
            assertThat(report.table()).contains(kind.words());
        }
        assertThat(report.table()).contains("Every promise held.");
        assertThat(report.json()).contains("\"holds\" : true", "\"redis_killed\"");
    }
}

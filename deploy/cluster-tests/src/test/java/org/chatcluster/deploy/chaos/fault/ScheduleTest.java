package org.chatcluster.deploy.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Test
    void sameSeedGivesTheSameSteps() {
        assertThat(steps(42, 50)).isEqualTo(steps(42, 50)).isNotEqualTo(steps(43, 50));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        List<FaultKind> kinds =
                steps(7, 200).stream()
                        .flatMap(step -> step.faults().stream())
                        .map(Step.Planned::kind)
                        .toList();

        int all = FaultKind.values().length;
        for (int from = 0; from + all <= kinds.size(); from += all) {
            assertThat(kinds.subList(from, from + all))
                    .containsExactlyInAnyOrder(FaultKind.values());
        }
    }

    @Test
    void twoAtOnceHappenToDifferentLayers() {
        assertThat(steps(7, 200))
                .filteredOn(step -> step.faults().size() == 2)
                .isNotEmpty()
                .allSatisfy(step ->
                        assertThat(step.faults())
                                .extracting(planned -> planned.kind().layer())
                                .doesNotHaveDuplicates()
                                .doesNotContain("clients"));
    }

    @Test
    void pausesAreAsLongAsAskedFor() {
        assertThat(steps(7, 50))
                .flatExtracting(Step::faults)
                .filteredOn(planned -> planned.kind().isPause())
                .isNotEmpty()
                .extracting(Step.Planned::hold)
                .containsOnly(PAUSE);
    }

    private static List<Step> steps(long seed, int count) {
        Schedule schedule = new Schedule(seed, PAUSE);
        return IntStream.range(0, count).mapToObj(_ -> schedule.next()).toList();
    }
}

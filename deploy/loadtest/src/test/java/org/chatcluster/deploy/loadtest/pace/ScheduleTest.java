package org.chatcluster.deploy.loadtest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void messagesAreDueEvenlyFromTheOrigin() {
        Schedule schedule = new Schedule(77, 400);

        assertThat(schedule.due(0)).isEqualTo(77);
        assertThat(schedule.due(1)).isEqualTo(77 + SECOND / 400);
        assertThat(schedule.due(400)).isEqualTo(77 + SECOND);
    }

    @Test
    void rateThatDoesNotDivideTheSecondDoesNotDrift() {
        Schedule schedule = new Schedule(0, 7);

        assertThat(schedule.due(1)).isEqualTo(142_857_142L);
        assertThat(schedule.due(7L * 86_400)).isEqualTo(86_400 * SECOND);
        assertThat(schedule.due(7L * 86_400 + 6)).isEqualTo(86_400 * SECOND + 857_142_857L);
    }
}

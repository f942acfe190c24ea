package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConnectRateTest {
    private long now = Long.MAX_VALUE - 5;
    private final ConnectRate rate =
            new ConnectRate(new ConnectConfig(10, 20, Duration.ZERO), () -> now);

    private long letInOf(int attempts) {
        return IntStream.range(0, attempts).filter(_ -> rate.secondsToWait() == 0).count();
    }

    @Test
    void burstIsLetInAndThenTheRate() {
        assertThat(letInOf(100)).isEqualTo(20);

        now += Duration.ofSeconds(1).toNanos();
        assertThat(letInOf(100)).isEqualTo(10);

        now += Duration.ofMillis(100).toNanos();
        assertThat(letInOf(100)).isEqualTo(1);
    }

    @Test
    void quietTimeGivesTheBurstBackAndNoMore() {
        letInOf(100);

        now += Duration.ofHours(1).toNanos();

        assertThat(letInOf(100)).isEqualTo(20);
    }

    @Test
    void thoseWhoAreNotLetInAreToldToComeOneAfterTheOther() {
        letInOf(20);

        int[] waits = IntStream.range(0, 25).map(_ -> rate.secondsToWait()).toArray();

        assertThat(waits).startsWith(1, 1).endsWith(3, 3, 3);
        assertThat(IntStream.of(waits).filter(wait -> wait == 2).count()).isEqualTo(10);
    }

    @Test
    void nobodyIsSentAwayForLongerThanHalfAMinute() {
        letInOf(20);

        int[] waits = IntStream.range(0, 1_000).map(_ -> rate.secondsToWait()).toArray();

        assertThat(IntStream.of(waits)).allMatch(wait -> wait >= 1 && wait <= 30);
        IntStream late = IntStream.of(waits).skip(300);
        assertThat(late.filter(wait -> wait <= 10).count()).isGreaterThan(100);

        now += Duration.ofSeconds(31).toNanos();
        letInOf(20);
        assertThat(rate.secondsToWait()).isEqualTo(1);
    }
}

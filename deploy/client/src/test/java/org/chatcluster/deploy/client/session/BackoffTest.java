package org.chatcluster.deploy.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1), Duration.ofSeconds(30));

    @Test
    void waitsAreWithinLimitsThatDoubleUpToTheLongest() {
        int[] limits = {1, 2, 4, 8, 16, 30, 30};

        for (int limit : limits) {
            assertThat(backoff.next(Optional.empty()))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(limit));
        }
    }

    @Test
    void waitsDiffer() {
        assertThat(IntStream.range(0, 5).mapToObj(_ -> backoff.next(Optional.empty())))
                .doesNotHaveDuplicates();
    }

    @Test
    void askedWaitIsHeeded() {
        assertThat(backoff.next(Optional.of(Duration.ofSeconds(5))))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void resetBeginsAnew() {
        IntStream.range(0, 9).forEach(_ -> backoff.next(Optional.empty()));

        backoff.reset();

        assertThat(backoff.next(Optional.empty())).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}

package org.chatcluster.deploy.loadtest.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachedTest {
    private final Reached reached = new Reached(2, 2);

    @Test
    void seqsInAnyOrderFillUp() {
        reached.received(0, 2);
        reached.received(0, 4);
        assertThat(reached.whole(0)).isZero();

        reached.received(0, 1);
        assertThat(reached.whole(0)).isEqualTo(2);

        reached.received(0, 3);
        reached.received(0, 3);
        assertThat(reached.whole(0)).isEqualTo(4);
        assertThat(reached.whole(1)).isZero();
    }

    @Test
    void wholeWindowIsFilledAtOnce() {
        for (long seq = 64; seq >= 1; seq--) {
            reached.received(1, seq);
        }
        reached.received(1, 65);

        assertThat(reached.whole(1)).isEqualTo(65);
    }

    @Test
    void whatIsFarBeyondAHoleIsForgottenAndComesAgain() {
        reached.received(0, 66);
        for (long seq = 1; seq <= 65; seq++) {
            reached.received(0, seq);
        }
        assertThat(reached.whole(0)).isEqualTo(65);

        reached.received(0, 66);
        assertThat(reached.whole(0)).isEqualTo(66);
    }

    @Test
    void highestIsThatOfTheWholeChat() {
        reached.received(2, 7);
        reached.received(3, 5);

        assertThat(reached.highest(1)).isEqualTo(7);
        assertThat(reached.highest(0)).isZero();
    }
}

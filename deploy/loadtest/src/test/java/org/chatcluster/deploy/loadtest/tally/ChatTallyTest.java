package org.chatcluster.deploy.loadtest.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatcluster.deploy.loadtest.tally.ChatTally.Receipt;
import org.junit.jupiter.api.Test;

class ChatTallyTest {
    private final ChatTally tally = new ChatTally(2);

    @Test
    void messageIsCompleteOnceAckedAndReceivedByAll() {
        int number = tally.next();

        assertThat(tally.received(0, number)).isEqualTo(Receipt.FIRST);
        assertThat(tally.acked(number)).isFalse();
        assertThat(tally.received(1, number)).isEqualTo(Receipt.LAST);
        assertThat(tally.received(1, number)).isEqualTo(Receipt.REPEATED);
        assertThat(tally.lost()).isZero();
    }

    @Test
    void ackAfterAllReceiptsCompletesOnce() {
        int number = tally.next();
        tally.received(0, number);
        tally.received(1, number);

        assertThat(tally.acked(number)).isTrue();
        assertThat(tally.acked(number)).isFalse();
        assertThat(tally.failed(number)).isFalse();
    }

    @Test
    void ackedMessageIsLostToWhomItDidNotReach() {
        int number = tally.next();
        tally.acked(number);
        tally.received(1, number);

        assertThat(tally.lost()).isEqualTo(1);
    }

    @Test
    void refusedMessageIsLostOnlyIfSomebodyGotIt() {
        int nowhere = tally.next();
        int somewhere = tally.next();
        tally.failed(nowhere);
        tally.failed(somewhere);
        tally.received(0, somewhere);

        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.unanswered()).isZero();
    }

    @Test
    void everyNumberIsTrackedAcrossGrowth() {
        int count = 1_000;
        for (int i = 0; i < count; i++) {
            int number = tally.next();
            tally.acked(number);
            tally.received(0, number);
        }

        assertThat(tally.received(0, 999)).isEqualTo(Receipt.REPEATED);
        assertThat(tally.received(1, 64)).isEqualTo(Receipt.LAST);
        assertThat(tally.received(1, count)).isEqualTo(Receipt.UNKNOWN);
        assertThat(tally.lost()).isEqualTo(count - 1);
    }
}

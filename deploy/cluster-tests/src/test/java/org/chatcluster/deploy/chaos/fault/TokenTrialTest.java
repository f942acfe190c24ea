package org.chatcluster.deploy.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.chatcluster.deploy.client.wire.ConnectRefused;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;
import org.junit.jupiter.api.Test;

final class TokenTrialTest {
    private static final int NOT_MADE = -1;
    private static final int STAYS_OPEN = 0;

    private final Deque<Integer> outcomes = new ArrayDeque<>();

    @Test
    void closesThatTellOfTheTokenAreRefusals() throws InterruptedException {
        assertThat(isRefused(1008)).isTrue();
        assertThat(isRefused(4001)).isTrue();
    }

    @Test
    void otherEndsSayNothing() throws InterruptedException {
        assertThat(isRefused(NOT_MADE, 1006, 1012, 1013, 4001)).isTrue();
        assertThat(isRefused(NOT_MADE, 1006, 1012, 1013)).isFalse();
    }

    @Test
    void tokenThatIsTakenAgainAndAgainIsNotRefused() throws InterruptedException {
        assertThat(isRefused(0, 0, NOT_MADE, 0, 0, 0, 0, 4001)).isTrue();
        assertThat(isRefused(0, 0, NOT_MADE, 0, 0, 0, 0, 0, 0, 4001)).isFalse();
    }

    /// After these nothing can be reached.
    private boolean isRefused(Integer... codes) throws InterruptedException {
        outcomes.clear();
        outcomes.addAll(Arrays.asList(codes));
        return new TokenTrial(this::open, "token", Duration.ZERO, Duration.ofMillis(1)).isRefused();
    }

    private Wire open(String token, Receiver receiver) {
        int code = outcomes.isEmpty() ? NOT_MADE : outcomes.remove();
        if (code == NOT_MADE) {
            throw new ConnectRefused("status 503", Optional.empty());
        }
        receiver.text("hello");
        if (code != STAYS_OPEN) {
            receiver.closed(code);
        }
        return new Deaf();
    }

    private static final class Deaf implements Wire {
        @Override
        public void send(String text) {}

        @Override
        public void close() {}

        @Override
        public void abort() {}
    }
}

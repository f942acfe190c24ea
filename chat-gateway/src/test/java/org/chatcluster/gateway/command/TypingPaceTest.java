package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.junit.jupiter.api.Test;

final class TypingPaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TypingPace pace = new TypingPace();

    private static Call call(Action action, String path) {
        return new Call(null, action, path, new byte[0]);
    }

    @Test
    void typingInOneChatGoesOnEveryOtherSecond() {
        Call typing = call(Action.TYPING, "/1");

        assertThat(pace.isTooSoon(typing, 0)).isFalse();
        assertThat(pace.isTooSoon(typing, SECOND)).isTrue();
        assertThat(pace.isTooSoon(typing, 2 * SECOND)).isFalse();
        assertThat(pace.isTooSoon(typing, 3 * SECOND)).isTrue();
        assertThat(pace.isTooSoon(call(Action.TYPING, "/2"), 3 * SECOND)).isFalse();
    }

    @Test
    void otherCallsHaveNoPace() {
        for (int i = 0; i < 3; i++) {
            assertThat(pace.isTooSoon(call(Action.READ, "/1"), 0)).isFalse();
        }
    }
}

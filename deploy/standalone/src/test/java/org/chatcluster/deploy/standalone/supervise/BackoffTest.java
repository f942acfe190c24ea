package org.chatcluster.deploy.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Duration YOUNG = Duration.ofSeconds(1);

    @Test
    void whoDiesYoungWaitsTwiceAsLongEachTimeUpToABound() {
        Backoff backoff = new Backoff();

        assertThat(backoff.after(YOUNG)).hasMillis(200);
        assertThat(backoff.after(YOUNG)).hasMillis(400);
        for (int i = 0; i < 10; i++) {
            backoff.after(YOUNG);
        }
        assertThat(backoff.after(YOUNG)).hasSeconds(10);
    }

    @Test
    void aGoodLifeForgetsWhatWasBefore() {
        Backoff backoff = new Backoff();
        backoff.after(YOUNG);
        backoff.after(YOUNG);

        assertThat(backoff.after(Duration.ofMinutes(2))).hasMillis(200);
    }

    @Test
    void exitCodesAreSaidInWords() {
        assertThat(KeepAlive.cause(137)).isEqualTo("by signal 9");
        assertThat(KeepAlive.cause(1)).isEqualTo("with exit code 1");
    }
}

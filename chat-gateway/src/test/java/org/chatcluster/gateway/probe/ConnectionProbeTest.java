package org.chatcluster.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionProbeTest implements Probe.Loop {
    private final List<Long> sent = new ArrayList<>();
    private int replaced;
    private boolean open = true;
    private long now = -5;
    private final ConnectionProbe probe =
            new ConnectionProbe(
                    new ProbeConfig(
                            Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5)),
                    this,
                    () -> now);

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void send(long nowNanos) {
        sent.add(nowNanos);
    }

    @Override
    public void replace(String why) {
        replaced++;
    }

    private void secondsPass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += Duration.ofSeconds(1).toNanos();
            probe.tick();
        }
    }

    @Test
    void nothingIsReplacedWhileProbesComeBack() {
        for (int i = 0; i < 20; i++) {
            secondsPass(1);
            probe.cameBack(sent.getLast());
        }

        assertThat(replaced).isZero();
        assertThat(probe.isProven()).isTrue();
        assertThat(probe.age()).isZero();
    }

    @Test
    void silentConnectionIsReplacedAfterThePatienceAndThenGetsAsLongAgain() {
        secondsPass(3);
        assertThat(replaced).isZero();

        secondsPass(1);
        assertThat(replaced).isOne();
        assertThat(probe.isProven()).isFalse();

        secondsPass(3);
        assertThat(replaced).isOne();
        secondsPass(1);
        assertThat(replaced).isEqualTo(2);
    }

    @Test
    void connectionThatIsNotThereIsNotReplaced() {
        open = false;
        secondsPass(10);

        assertThat(replaced).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void newConnectionIsProbedAtOnceAndTrustedForThePatience() {
        open = false;
        secondsPass(10);
        open = true;

        probe.opened();
        assertThat(sent).hasSize(1);
        secondsPass(3);

        assertThat(replaced).isZero();
    }

    @Test
    void pauseOfTheProcessIsNotTakenForSilence() {
        probe.opened();
        probe.cameBack(now);

        now += Duration.ofSeconds(30).toNanos();
        probe.tick();
        assertThat(replaced).isZero();
        assertThat(probe.isProven()).isFalse();

        secondsPass(4);
        assertThat(replaced).isOne();
    }

    @Test
    void proofIsAsOldAsTheSendingOfTheProbeThatCameBack() {
        probe.cameBack(now);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(probe.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(probe.isProven()).isTrue();

        now++;

        assertThat(probe.isProven()).isFalse();
    }
}

package org.chatcluster.gateway.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeartbeatsTest {
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Heartbeats heartbeats = new Heartbeats(Duration.ofSeconds(25));
    private final List<Integer> beats = new ArrayList<>();

    private final Pulse session = beats::add;

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            loop.advanceTimeBy(1, TimeUnit.SECONDS);
            loop.runScheduledPendingTasks();
        }
    }

    @Test
    void everySessionBeatsOncePerIntervalAndTheyAreSpreadOverIt() {
        loop.freezeTime();
        Ring ring = heartbeats.on(loop.eventLoop());
        for (int i = 0; i < 50; i++) {
            ring.add(session);
        }

        seconds(25);

        assertThat(beats).hasSize(50);
        assertThat(beats.stream().distinct()).hasSize(25);
    }

    @Test
    void sessionThatLeftBeatsNoMore() {
        loop.freezeTime();
        Ring ring = heartbeats.on(loop.eventLoop());
        int slot = ring.add(session);

        ring.remove(session, slot);
        seconds(25);

        assertThat(beats).isEmpty();
    }

    @Test
    void sessionThatBreaksStopsNobodysHeartbeat() {
        loop.freezeTime();
        Ring ring = heartbeats.on(loop.eventLoop());
        for (int i = 0; i < Ring.SLOTS; i++) {
            ring.add(_ -> {
                throw new IllegalStateException("broken");
            });
        }
        ring.add(session);

        seconds(50);

        assertThat(beats).hasSize(2);
    }

    @Test
    void everySessionIsReached() {
        heartbeats.on(loop.eventLoop()).add(session);
        List<Pulse> reached = new ArrayList<>();

        heartbeats.forEach(reached::add);
        loop.runPendingTasks();

        assertThat(reached).containsExactly(session);
    }
}

package org.chatcluster.gateway.heartbeat;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of one event loop, dealt evenly to [#SLOTS] slots, of which one beats at a time: so
/// pings are spread over the interval, and one timer serves all sessions. For its event loop alone.
public final class Ring {
    private static final Logger LOG = LoggerFactory.getLogger(Ring.class);

    /// Beats in an interval.
    public static final int SLOTS = 25;

    private final List<List<Pulse>> slots = new ArrayList<>();
    private int now;
    private int dealt;

    Ring(EventExecutor executor, Duration beat) {
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
        executor.scheduleAtFixedRate(
                this::beat, beat.toNanos(), beat.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Takes a session in and returns its slot.
    public int add(Pulse pulse) {
        int slot = Math.floorMod(dealt++, SLOTS);
        slots.get(slot).add(pulse);
        return slot;
    }

    /// Lets a session go.
    public void remove(Pulse pulse, int slot) {
        slots.get(slot).remove(pulse);
    }

    /// Returns how many beats there were.
    public int now() {
        return now;
    }

    void forEach(Consumer<Pulse> action) {
        slots.forEach(slot -> List.copyOf(slot).forEach(action));
    }

    private void beat() {
        now++;
        for (Pulse pulse : List.copyOf(slots.get(Math.floorMod(now, SLOTS)))) {
            beat(pulse);
        }
    }

    /// Nothing that goes wrong once may end the timer, which is everybody's.
    private void beat(Pulse pulse) {
        try {
            pulse.beat(now);
        } catch (RuntimeException | Error e) {
            LOG.error("heartbeat failed", e);
        }
    }
}

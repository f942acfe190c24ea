package org.chatcluster.gateway.clock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is done again and again, on a thread of its own, until it is closed.
public final class Ticking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);

    private final ScheduledExecutorService thread;

    /// Begins at once, and leaves that much time between two ticks.
    public Ticking(String name, Duration interval, Runnable tick) {
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        thread.scheduleWithFixedDelay(
                () -> guarded(name, tick), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Nothing that goes wrong once may end the ticking.
    private static void guarded(String name, Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException | Error e) {
            LOG.error("tick failed name={}", name, e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

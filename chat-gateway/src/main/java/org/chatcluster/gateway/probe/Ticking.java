package org.chatcluster.gateway.probe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clockwork of a [Probe], on a thread of its own.
public final class Ticking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("probe").factory());

    /// Begins to tick.
    public Ticking(Probe probe, Duration interval) {
        thread.scheduleWithFixedDelay(
                () -> tick(probe), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// An exception must not end the ticking.
    private static void tick(Probe probe) {
        try {
            probe.tick();
        } catch (RuntimeException e) {
            LOG.error("probe failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package org.chatcluster.gateway.probe;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [Probe] of one connection, which decides when that is not to be trusted any more: a
/// subscription can be dead while its connection looks healthy. Thread-safe.
///
/// Invariant: while a connection stands, it is replaced at the first tick at which, for longer than
/// the patience, no probe came back, the connection was not opened, and the node itself was not
/// held up: after a pause of the process what came meanwhile is still to be read.
public final class ConnectionProbe implements Probe {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionProbe.class);

    private final ProbeConfig config;
    private final Loop loop;
    private final LongSupplier nanos;
    private volatile long provenNanos;
    private volatile boolean proven;
    private long trustedNanos;
    private long tickNanos;

    /// Makes a probe whose time is that of `nanos`, as of `System.nanoTime`.
    public ConnectionProbe(ProbeConfig config, Loop loop, LongSupplier nanos) {
        this.config = config;
        this.loop = loop;
        this.nanos = nanos;
        this.provenNanos = nanos.getAsLong();
        this.trustedNanos = provenNanos;
        this.tickNanos = provenNanos;
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void tick() {
        long now = nanos.getAsLong();
        if (!loop.isOpen()) {
            trust(now);
        } else if (silence(now) > config.patience().toNanos()) {
            trust(now);
            loop.replace("no probe came back for " + config.patience().toMillis() + " ms");
        } else {
            loop.send(now);
        }
    }

    private synchronized long silence(long now) {
        if (now - tickNanos > 2 * config.interval().toNanos()) {
            trustedNanos = now;
        }
        tickNanos = now;
        return Math.min(now - trustedNanos, now - provenNanos);
    }

    private synchronized void trust(long now) {
        trustedNanos = now;
        tickNanos = now;
    }

    /// Hears that a new connection listens to the node's own channel, and sends a probe.
    public void opened() {
        long now = nanos.getAsLong();
        trust(now);
        loop.send(now);
    }

    /// Hears that a probe came back.
    public void cameBack(long sentNanos) {
        long gap = sentNanos - provenNanos;
        if (proven && gap > config.patience().toNanos()) {
            LOG.info("probe came back after_ms={}", Duration.ofNanos(gap).toMillis());
        }
        provenNanos = sentNanos;
        proven = true;
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - provenNanos);
    }

    @Override
    public boolean isOpen() {
        return loop.isOpen();
    }

    @Override
    public boolean isProven() {
        return proven && age().compareTo(config.unreadyAfter()) <= 0;
    }
}

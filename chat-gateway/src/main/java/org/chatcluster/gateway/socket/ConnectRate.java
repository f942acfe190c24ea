package org.chatcluster.gateway.socket;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Paces the sockets that come: a leaky bucket as a meter (ITU-T I.371, GCRA), and for those that
/// do not fit the second in which there is room for them, so that they do not all come back at
/// once. When half a minute is promised away, any second of it is as good. Thread-safe.
///
/// Invariant: in any time t at most `burst + t * rate` are let in.
@Singleton
final class ConnectRate {
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final LongSupplier nanos;
    private final long start;
    private final long period;
    private final long burst;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong promised = new AtomicLong();

    @Inject
    ConnectRate(ConnectConfig config) {
        this(config, System::nanoTime);
    }

    ConnectRate(ConnectConfig config, LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.period = TimeUnit.SECONDS.toNanos(1) / config.connectsPerSecond();
        this.burst = period * (config.connectBurst() - 1);
    }

    /// Lets one in and returns 0, or returns in how many seconds there is room for one who is not
    /// let in.
    int secondsToWait() {
        long now = nanos.getAsLong() - start;
        long seen = taken.get();
        while (seen - now <= burst) {
            if (taken.compareAndSet(seen, Math.max(seen, now) + period)) {
                return 0;
            }
            seen = taken.get();
        }
        long latest = now + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        long turn = promised.updateAndGet(last -> Math.min(Math.max(last, now) + period, latest));
        return turn == latest
                ? 1 + ThreadLocalRandom.current().nextInt(LONGEST_WAIT_SECONDS)
                : (int) ((turn - now) / TimeUnit.SECONDS.toNanos(1)) + 1;
    }
}

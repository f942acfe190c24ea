package org.chatcluster.gateway.socket;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the node: not ready any more and no new sockets, then every session asked to move at
/// a time of its own, spread over a window, so that the other nodes are not overrun.
@Singleton
@Readiness
public final class Drain implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Sessions sessions;
    private final DrainConfig config;
    private final ConnectConfig connects;

    Drain(Sessions sessions, DrainConfig config, ConnectConfig connects) {
        this.sessions = sessions;
        this.config = config;
        this.connects = connects;
    }

    /// Sends all sessions away, and returns when they are gone or were waited for long enough.
    /// Blocks.
    public void drain() {
        sessions.startDraining();
        long window = windowMillis(sessions.open());
        LOG.info("gateway drains sockets={} window_ms={}", sessions.open(), window);
        sessions.forEach(session ->
                session.depart(ThreadLocalRandom.current().nextLong(window + 1), config.grace()));
        Duration limit =
                config.window().plus(config.grace()).plus(sessions.config().closeTimeout());
        long end = System.nanoTime() + limit.toNanos();
        while (sessions.open() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /// As long as another node like this one needs to take all sockets, and no longer than set.
    private long windowMillis(int sockets) {
        return Math.min(
                config.window().toMillis(), sockets * 1_000L / connects.connectsPerSecond());
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = sessions.isDraining() ? HealthStatus.DOWN : HealthStatus.UP;
        return Publishers.just(HealthResult.builder("drain", status).build());
    }
}

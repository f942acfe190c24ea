package org.chatcluster.gateway.socket;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;

/// The end of the node: not ready any more, then every socket closed with 1012, so that clients
/// come back elsewhere.
@Singleton
@Readiness
public final class Drain implements HealthIndicator {
    private final Sessions sessions;

    Drain(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Closes all sockets, and returns when they are gone or that time is over. Blocks.
    public void drain(Duration limit) {
        sessions.closeAll();
        long end = System.nanoTime() + limit.toNanos();
        while (sessions.open() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = sessions.isDraining() ? HealthStatus.DOWN : HealthStatus.UP;
        return Publishers.just(HealthResult.builder("drain", status).build());
    }
}

package org.chatcluster.gateway.subscription;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.chatcluster.gateway.probe.Probe;
import org.reactivestreams.Publisher;

/// Says that the node is not ready while it has no connection to Redis, or no proof that what is
/// published still arrives by it.
@Singleton
@Readiness
final class RedisHealth implements HealthIndicator {
    private final Probe probe;

    RedisHealth(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean up = probe.isOpen() && probe.isProven();
        return Publishers.just(
                HealthResult.builder("redis", up ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(Map.of("probe_age_ms", probe.age().toMillis()))
                        .build());
    }
}

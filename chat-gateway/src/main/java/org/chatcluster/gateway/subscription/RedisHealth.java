package org.chatcluster.gateway.subscription;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/// Says that the node is not ready while it has no connection to Redis.
@Singleton
@Readiness
final class RedisHealth implements HealthIndicator {
    private final RedisUserChannels channels;

    RedisHealth(RedisUserChannels channels) {
        this.channels = channels;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = channels.isConnected() ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(HealthResult.builder("redis", status).build());
    }
}

package org.chatcluster.api.fanout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/// Tells whether events can be published. Made at start, since nothing else asks for it.
@Context
final class RedisMetrics {
    RedisMetrics(FanOut fanOut, MeterRegistry registry) {
        Gauge.builder("chat.api.redis.reachable", fanOut, all -> all.isReachable() ? 1 : 0)
                .description("1 while Redis is connected, and subscribers have had time to be back")
                .register(registry);
    }
}

package org.chatcluster.gateway.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.probe.Probe;

/// Tells how old the last proof is that what is published still arrives:
/// `chat_gateway_probe_age_seconds`. Made at start, since nothing else asks for the registry.
@Context
final class RedisMetrics {
    RedisMetrics(Probe probe, MeterRegistry registry) {
        TimeGauge.builder(
                        "chat.gateway.probe.age",
                        probe,
                        TimeUnit.MILLISECONDS,
                        proven -> proven.age().toMillis())
                .description("Age of the last proof that events still arrive through Redis")
                .register(registry);
    }
}

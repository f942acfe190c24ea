package org.chatcluster.gateway.subscription;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.fanout.FanOut;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.replay.Replay;

/// Tells for whom the node listens, how old the last proof is that it does, and what was made good
/// after it did not. Made at start, since nothing else asks for it.
@Context
final class RedisMetrics {
    RedisMetrics(Probe probe, FanOut fanOut, Replay replay, MeterRegistry registry) {
        TimeGauge.builder(
                        "chat.gateway.probe.age",
                        probe,
                        TimeUnit.MILLISECONDS,
                        proven -> proven.age().toMillis())
                .description("Age of the last proof that events still arrive through Redis")
                .register(registry);
        Gauge.builder("chat.gateway.subscriptions", fanOut, FanOut::users)
                .description("Users for whom the node listens")
                .register(registry);
        Gauge.builder("chat.gateway.delivery.queue", fanOut, FanOut::queued)
                .description("Arrivals that wait for an event loop")
                .register(registry);
        FunctionCounter.builder("chat.gateway.replay.events", replay, Replay::handedEvents)
                .description("Events that were made good after Redis was lost, one for each user")
                .register(registry);
        FunctionCounter.builder("chat.gateway.replay.failures", replay, Replay::failedBatches)
                .description("Questions for missed events that the API did not answer")
                .register(registry);
        Gauge.builder("chat.gateway.replay.waiting", replay, Replay::waitingUsers)
                .description("Users who miss something and wait to be asked for")
                .register(registry);
    }
}

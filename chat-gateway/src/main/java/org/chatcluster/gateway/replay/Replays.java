package org.chatcluster.gateway.replay;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Makes the node's one replay and the thread that it works on.
@Factory
final class Replays {
    @Singleton
    @Named("replay")
    @Bean(preDestroy = "shutdownNow")
    ScheduledExecutorService thread() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("replay").factory());
    }

    @Singleton
    Replay replay(
            ReplayApi api,
            ReplayConfig config,
            JsonMapper json,
            @Named("replay") ScheduledExecutorService thread) {
        return new Replay(api, config, json, thread, System::nanoTime);
    }
}

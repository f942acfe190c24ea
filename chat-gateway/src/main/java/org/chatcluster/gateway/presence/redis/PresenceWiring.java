package org.chatcluster.gateway.presence.redis;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.chatcluster.gateway.clock.Ticking;
import org.chatcluster.gateway.fanout.FanOutConfig;
import org.chatcluster.gateway.presence.PresenceApi;
import org.chatcluster.gateway.presence.PresenceConfig;
import org.chatcluster.gateway.presence.Watchers;
import org.chatcluster.gateway.presence.attendance.Announcements;
import org.chatcluster.gateway.presence.attendance.Attendance;
import org.chatcluster.gateway.redis.RedisConnections;

/// Wires the node's presence to Redis, and the thread that its watchers work on.
@Factory
final class PresenceWiring {
    private static final Duration SEEN_EVERY = Duration.ofMillis(500);

    @Singleton
    @Bean(preDestroy = "close")
    RedisPresence channel(RedisConnections redis) {
        return new RedisPresence(redis);
    }

    @Singleton
    @Named("presence")
    @Bean(preDestroy = "shutdownNow")
    ScheduledExecutorService thread() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("presence").factory());
    }

    /// Begins to listen, and goes on as long as the context lives.
    @Context
    Watchers watchers(
            PresenceApi api,
            RedisPresence channel,
            PresenceConfig config,
            @Named("presence") ScheduledExecutorService thread) {
        Watchers watchers = new Watchers(api, channel, config, thread, System::nanoTime);
        channel.connect(watchers);
        watchers.start();
        return watchers;
    }

    @Singleton
    Attendance attendance(PresenceApi api, RedisPresence channel, FanOutConfig config) {
        return new Attendance(api, new Announcements(channel), config.linger(), System::nanoTime);
    }

    @Context
    @Named("seen")
    @Bean(preDestroy = "close")
    Ticking seen(Attendance attendance) {
        return new Ticking("seen", SEEN_EVERY, attendance::tick);
    }
}

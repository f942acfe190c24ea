package org.chatcluster.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Makes the Redis client. Connections come back by themselves, within a second of Redis doing so.
@Factory
final class RedisClients {
    @Singleton
    @Bean(preDestroy = "shutdown")
    ClientResources resources() {
        return DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.equalJitter(
                                Duration.ofMillis(10),
                                Duration.ofSeconds(1),
                                1,
                                java.util.concurrent.TimeUnit.MILLISECONDS))
                .build();
    }

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient client(ClientResources resources, RedisConfig config) {
        RedisClient client = RedisClient.create(resources, RedisURI.create(config.url()));
        client.setOptions(
                ClientOptions.builder()
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(Duration.ofSeconds(2))
                                        .keepAlive(true)
                                        .build())
                        .build());
        return client;
    }
}

package org.chatcluster.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
                                TimeUnit.MILLISECONDS))
                .build();
    }

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient client(ClientResources resources, RedisConfig config) {
        RedisClient client = RedisClient.create(resources, RedisURI.create(config.url()));
        client.setOptions(
                ClientOptions.builder()
                        // As pushes of RESP3, messages are copied twice more before they are
                        // decoded.
                        .protocolVersion(ProtocolVersion.RESP2)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(Duration.ofSeconds(2))
                                        .keepAlive(true)
                                        .build())
                        .build());
        return client;
    }
}

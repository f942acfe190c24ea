package org.chatcluster.api.fanout;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Makes this node's one Redis client.
@Factory
final class RedisClients {
    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient client(RedisConfig config) {
        RedisURI uri = RedisURI.create(config.url());
        uri.setTimeout(config.timeout());
        RedisClient client = RedisClient.create(uri);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(config.queuedCommands())
                        .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(config.connectTimeout())
                                        .build())
                        .build());
        return client;
    }
}

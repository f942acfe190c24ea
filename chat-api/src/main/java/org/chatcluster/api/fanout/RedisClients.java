package org.chatcluster.api.fanout;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Makes this node's one Redis client.
@Factory
final class RedisClients {
    /// A peer that is gone without a word is noticed within eight seconds when nothing is sent…
    private static final KeepAliveOptions KEEP_ALIVE =
            KeepAliveOptions.builder()
                    .enable()
                    .idle(Duration.ofSeconds(5))
                    .interval(Duration.ofSeconds(1))
                    .count(3)
                    .build();

    /// … and within five when something is (RFC 5482; on Linux only).
    private static final TcpUserTimeoutOptions USER_TIMEOUT =
            TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(Duration.ofSeconds(5)).build();

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient client(RedisConfig config) {
        RedisClient client = RedisClient.create(config.uri());
        client.setOptions(options(config));
        return client;
    }

    /// Returns the options of every connection, to the one Redis and to a cluster's nodes.
    static ClientOptions options(RedisConfig config) {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(config.queuedCommands())
                .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(config.connectTimeout())
                                .keepAlive(KEEP_ALIVE)
                                .tcpUserTimeout(USER_TIMEOUT)
                                .build())
                .build();
    }
}

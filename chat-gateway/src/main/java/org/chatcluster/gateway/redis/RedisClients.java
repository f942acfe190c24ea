package org.chatcluster.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.redis.cluster.RedisCluster;

/// Makes the Redis clients. Connections come back by themselves, within a second of Redis doing so.
@Factory
final class RedisClients {
    private static final int QUEUED_COMMANDS = 100_000;

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
        RedisClient client = RedisClient.create(resources, config.uri());
        client.setOptions(options(ClientOptions.builder(), config).build());
        return client;
    }

    @Singleton
    @Bean(preDestroy = "close")
    RedisConnections connections(
            RedisClient client, ClientResources resources, RedisConfig config) {
        if (!config.cluster()) {
            return new SingleRedis(client, config.uri());
        }
        RedisClusterClient cluster = RedisClusterClient.create(resources, config.uris());
        cluster.setOptions(
                options(ClusterClientOptions.builder(), config)
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enableAllAdaptiveRefreshTriggers()
                                        .build())
                        .build());
        return new RedisCluster(cluster, config);
    }

    /// As pushes of RESP3, messages are copied twice more before they are decoded, so the one Redis
    /// speaks RESP2. On a connection to a cluster, the client takes what comes to a sharded channel
    /// for the answer to a command if that is RESP2.
    private static <B extends ClientOptions.Builder> B options(B builder, RedisConfig config) {
        builder.protocolVersion(config.cluster() ? ProtocolVersion.RESP3 : ProtocolVersion.RESP2)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUED_COMMANDS)
                .socketOptions(socketOptions());
        return builder;
    }

    /// A subscriber hears nothing for long stretches, so only the kernel notices that the other
    /// side is gone without a word: some 8 s after it.
    private static SocketOptions socketOptions() {
        return SocketOptions.builder()
                .connectTimeout(Duration.ofSeconds(2))
                .keepAlive(
                        KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(1))
                                .count(3)
                                .build())
                .tcpUserTimeout(
                        TcpUserTimeoutOptions.builder()
                                .enable()
                                .tcpUserTimeout(Duration.ofSeconds(8))
                                .build())
                .build();
    }
}

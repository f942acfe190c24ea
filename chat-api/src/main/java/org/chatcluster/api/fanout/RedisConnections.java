package org.chatcluster.api.fanout;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Named;

/// This node's connections to Redis: one shared by all short commands, and those that a publisher
/// flushes by hand. Lettuce connects them again by itself; while they are down commands fail at
/// once and nothing is queued. Redis must answer when the node starts.
@Factory
public final class RedisConnections {
    private final RedisClient client;

    RedisConnections(RedisClient client) {
        this.client = client;
    }

    /// Opens a connection whose commands leave only when flushed. Closed with the client.
    public StatefulRedisConnection<byte[], byte[]> openForPublishing() {
        StatefulRedisConnection<byte[], byte[]> connection =
                client.connect(ByteArrayCodec.INSTANCE);
        connection.setAutoFlushCommands(false);
        return connection;
    }

    /// The connection for commands that are answered at once, for tickets and limits.
    @Context
    @Named("commands")
    @Bean(preDestroy = "close")
    StatefulRedisConnection<byte[], byte[]> commands() {
        return open();
    }

    private StatefulRedisConnection<byte[], byte[]> open() {
        try {
            return client.connect(ByteArrayCodec.INSTANCE);
        } catch (RedisConnectionException _) {
            throw new ConfigurationException(
                    "Redis does not answer at the place that chat.redis.url names");
        }
    }
}

package org.chatcluster.api.fanout;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import java.util.function.Consumer;

/// This node's connections to Redis: one shared by all short commands, and those that a publisher
/// flushes by hand. Redis may be away when the node starts.
@Factory
public final class RedisConnections {
    private final RedisClient client;
    private final RedisConfig config;

    RedisConnections(RedisClient client, RedisConfig config) {
        this.client = client;
        this.config = config;
    }

    /// Opens a connection whose commands leave only when flushed. Closed with the client.
    ///
    /// @param prepare is given the connection before anybody else is
    RedisLink openForPublishing(Consumer<StatefulRedisConnection<byte[], byte[]>> prepare) {
        RedisLink link =
                new RedisLink(
                        client,
                        config,
                        connection -> {
                            connection.setAutoFlushCommands(false);
                            prepare.accept(connection);
                        });
        link.open();
        return link;
    }

    /// The connection for commands that are answered at once, for tickets and limits.
    @Context
    @Named("commands")
    @Bean(preDestroy = "close")
    RedisLink commands() {
        RedisLink link = new RedisLink(client, config, _ -> {});
        link.open();
        return link;
    }
}

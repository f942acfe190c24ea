package org.chatcluster.api.fanout;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.chatcluster.api.fanout.cluster.ClusterUserChannels;
import org.chatcluster.api.fanout.cluster.Master;
import org.chatcluster.api.fanout.cluster.RedisCluster;

/// This node's connections to Redis, or to each master of its cluster: one shared by all short
/// commands, and those that a publisher flushes by hand. Redis may be away when the node starts.
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
    CommandLink commands() {
        if (config.cluster()) {
            RedisCluster cluster = new RedisCluster(config, RedisClients.options(config));
            cluster.open();
            return cluster;
        }
        RedisLink link = new RedisLink(client, config, _ -> {});
        link.open();
        return link;
    }

    @Singleton
    @Bean(preDestroy = "close")
    UserChannels channels(@Named("commands") CommandLink commands) {
        if (commands instanceof RedisCluster cluster) {
            PublishScript script = new PublishScript(PublishScript.Command.SPUBLISH);
            return new ClusterUserChannels(
                    cluster, master -> new RedisUserChannels(at(master), script));
        }
        return new RedisUserChannels(this, new PublishScript(PublishScript.Command.PUBLISH));
    }

    private RedisConnections at(Master master) {
        return new RedisConnections(client, config.at(master));
    }
}

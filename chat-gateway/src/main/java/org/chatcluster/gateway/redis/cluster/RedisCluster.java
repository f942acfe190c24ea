package org.chatcluster.gateway.redis.cluster;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.redis.Commands;
import org.chatcluster.gateway.redis.RedisConfig;
import org.chatcluster.gateway.redis.RedisConnections;
import org.jspecify.annotations.Nullable;

/// [RedisConnections] to a Redis Cluster. What its connections find out of moved slots and lost
/// masters by themselves, and what was asked for, is one knowledge: the client's.
public final class RedisCluster implements RedisConnections, Masters {
    private final RedisClusterClient client;
    private final RedisConfig config;
    private volatile Slots last = Slots.NONE;
    private @Nullable CompletableFuture<Slots> asked;

    public RedisCluster(RedisClusterClient client, RedisConfig config) {
        this.client = client;
        this.config = config;
    }

    @Override
    public synchronized CompletableFuture<Slots> ask() {
        if (asked == null || asked.isDone()) {
            asked = client.refreshPartitionsAsync().thenApply(_ -> answer()).toCompletableFuture();
        }
        return asked;
    }

    /// The client connects only once it knows the cluster.
    private CompletableFuture<Slots> known() {
        return last == Slots.NONE ? ask() : CompletableFuture.completedFuture(last);
    }

    private Slots answer() {
        Slots answer = Slots.ofNodes(client.getPartitions());
        last = answer;
        return answer;
    }

    @Override
    public Slots last() {
        return last;
    }

    @Override
    public RedisURI uriOf(Master master) {
        RedisURI uri = config.uri();
        uri.setHost(master.host());
        uri.setPort(master.port());
        return uri;
    }

    @Override
    public <K, V> CompletableFuture<Commands<K, V>> connect(RedisCodec<K, V> codec) {
        return known().thenCompose(_ -> client.connectAsync(codec))
                .thenApply(open -> new ClusterCommands<>(open, codec));
    }

    @Override
    public <K, V> CompletionStage<? extends StatefulRedisPubSubConnection<K, V>> connectPubSub(
            RedisCodec<K, V> codec) {
        return known().thenCompose(_ -> client.connectPubSubAsync(codec));
    }

    @Override
    public Optional<Masters> masters() {
        return Optional.of(this);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}

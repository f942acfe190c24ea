package org.chatcluster.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.redis.cluster.Masters;

/// [RedisConnections] to one server.
record SingleRedis(RedisClient client, RedisURI uri) implements RedisConnections {
    @Override
    public <K, V> CompletableFuture<Commands<K, V>> connect(RedisCodec<K, V> codec) {
        return client.connectAsync(codec, uri)
                .<Commands<K, V>>thenApply(OfOne::new)
                .toCompletableFuture();
    }

    @Override
    public <K, V> CompletionStage<StatefulRedisPubSubConnection<K, V>> connectPubSub(
            RedisCodec<K, V> codec) {
        return client.connectPubSubAsync(codec, uri);
    }

    @Override
    public Optional<Masters> masters() {
        return Optional.empty();
    }

    /// The client ends its connections itself.
    @Override
    public void close() {}

    private record OfOne<K, V>(StatefulRedisConnection<K, V> connection) implements Commands<K, V> {
        @Override
        public RedisClusterAsyncCommands<K, V> async() {
            return connection.async();
        }

        /// Redis answers in the order in which it was asked.
        @Override
        public CompletionStage<List<Long>> subscriptions(K[] channels) {
            return connection
                    .async()
                    .pubsubNumsub(channels)
                    .thenApply(counts -> List.copyOf(counts.values()));
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            return connection.closeAsync();
        }
    }
}

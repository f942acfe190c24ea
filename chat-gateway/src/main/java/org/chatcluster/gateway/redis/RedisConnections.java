package org.chatcluster.gateway.redis;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.redis.cluster.Masters;

/// Opens connections to Redis, whether it is one server or a cluster. Thread-safe; never blocks.
public interface RedisConnections extends AutoCloseable {
    /// Opens a connection for commands.
    <K, V> CompletableFuture<Commands<K, V>> connect(RedisCodec<K, V> codec);

    /// Opens a connection that listens to channels of the whole of Redis (`SUBSCRIBE`); the client
    /// connects it again, and subscribes again, by itself.
    <K, V> CompletionStage<? extends StatefulRedisPubSubConnection<K, V>> connectPubSub(
            RedisCodec<K, V> codec);

    /// Returns the masters, or empty if Redis is no cluster.
    Optional<Masters> masters();

    /// Ends what is not ended with the clients.
    @Override
    void close();
}

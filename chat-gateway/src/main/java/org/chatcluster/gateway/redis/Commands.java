package org.chatcluster.gateway.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A connection for short commands, each of which goes where its key lies. The client connects it
/// again by itself; while it is down commands fail at once. Thread-safe.
public interface Commands<K, V> {
    /// Returns the commands, of which each has keys of one slot.
    RedisClusterAsyncCommands<K, V> async();

    /// Returns how many connections are subscribed to each of these channels of users, in the order
    /// of the channels. Fails if a server of them does not answer.
    CompletionStage<List<Long>> subscriptions(K[] channels);

    /// Closes it for good.
    CompletableFuture<Void> closeAsync();
}

package org.chatcluster.gateway.redis.cluster;

import io.lettuce.core.RedisURI;
import java.util.concurrent.CompletableFuture;

/// The masters of a Redis Cluster. Thread-safe; never blocks.
public interface Masters {
    /// Asks the cluster which master has which slot. Questions at the same time become one. A node
    /// that was not told of a change yet may answer: who finds it wrong asks again a little later.
    CompletableFuture<Slots> ask();

    /// Returns what was answered last, [Slots#NONE] if nothing was.
    Slots last();

    /// Returns how that master is reached.
    RedisURI uriOf(Master master);
}

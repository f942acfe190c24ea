package org.chatcluster.api.fanout;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.List;

/// The connection that all short commands share, whether Redis is one server or a cluster: each
/// goes where its key lies. There as soon as Redis has answered once; while it is down commands
/// fail at once. Thread-safe.
public interface CommandLink extends AutoCloseable {
    /// Returns the commands, of which each waits for its answer.
    ///
    /// @throws io.lettuce.core.RedisException if Redis has not answered yet
    RedisClusterCommands<byte[], byte[]> sync();

    /// Returns the commands, which never block.
    ///
    /// @throws io.lettuce.core.RedisException if Redis has not answered yet
    RedisClusterAsyncCommands<byte[], byte[]> async();

    /// Returns how many connections are subscribed to each of these channels of users, in the order
    /// of the channels. Blocks for a round trip.
    ///
    /// @throws io.lettuce.core.RedisException if a server of them does not answer
    List<Long> subscriptions(List<byte[]> channels);

    /// Returns how long a command may take.
    Duration timeout();

    /// Ends the connection.
    @Override
    void close();
}

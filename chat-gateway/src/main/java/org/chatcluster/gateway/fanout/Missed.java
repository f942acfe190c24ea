package org.chatcluster.gateway.fanout;

/// Hears which users may have missed something, once the node listens for them again, so that it
/// can be brought to them after all.
public interface Missed {
    /// Says that what was published to that user since that `System.nanoTime` may not have arrived,
    /// and that the node listens to their channel again. Returns at once. Called by any thread.
    void missed(long userId, long sinceNanos);
}

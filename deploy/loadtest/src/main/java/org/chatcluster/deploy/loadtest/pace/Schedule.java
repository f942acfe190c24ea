package org.chatcluster.deploy.loadtest.pace;

/// The fixed times of an open loop: message `i` is due at `origin + i / rate` seconds, whatever
/// became of those before. Latencies count from here, so a server that stalls is charged for all
/// that it kept waiting.
///
/// @param origin in `System.nanoTime()`
/// @param rate messages a second
record Schedule(long origin, int rate) {
    private static final long SECOND = 1_000_000_000L;

    /// Returns when a message is due, exact to the nanosecond below and without drift.
    long due(long message) {
        return origin + message / rate * SECOND + message % rate * SECOND / rate;
    }
}

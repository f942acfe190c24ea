package org.chatcluster.api.fanout;

import java.time.Duration;

/// For how long something that was asked has had no answer, whatever it was: a peer that is gone
/// without a word, or holds the connection and does nothing, answers nothing. Thread-safe.
final class Silence {
    private static final long NONE = 0;

    private volatile long since = NONE;

    /// Notes that something is asked.
    void asked() {
        if (since == NONE) {
            since = System.nanoTime() | 1;
        }
    }

    /// Notes an answer, good or bad.
    void answered() {
        since = NONE;
    }

    /// Returns whether nothing was answered for that long since something was asked.
    boolean lasts(Duration limit) {
        long begin = since;
        return begin != NONE && System.nanoTime() - begin >= limit.toNanos();
    }
}

package org.chatcluster.api.outbox;

/// How many events Redis is given at once: half as many after some were not answered in time, down
/// to one, and twice as many after all were.
///
/// Redis goes on with what it was given after the sweep has given up waiting. With a Redis so slow
/// that a slice takes longer than the time-out, slices of one size would pile up there, and none
/// would ever be answered in time. Additive increase would be gentler (RFC 5681), but a slice that
/// is too large costs one time-out and no more. For one thread at a time, whichever it is.
final class SliceSize {
    private final int most;
    private volatile int size;

    SliceSize(int most) {
        this.most = most;
        this.size = most;
    }

    int size() {
        return size;
    }

    void answered(boolean all) {
        size = all ? Math.min(most, size * 2) : Math.max(1, size / 2);
    }
}

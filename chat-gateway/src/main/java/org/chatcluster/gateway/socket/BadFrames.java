package org.chatcluster.gateway.socket;

/// How many frames one socket has sent in the running minute of a kind that it should not send, or
/// seldom. For the socket's event loop alone.
final class BadFrames {
    private static final long MINUTE_MILLIS = 60_000;

    private final int allowed;
    private int count;
    private long since;

    BadFrames(int allowed) {
        this.allowed = allowed;
    }

    /// Counts one more, and returns whether that is more than a minute may bring.
    boolean isOneTooMany(long nowMillis) {
        if (nowMillis - since > MINUTE_MILLIS) {
            since = nowMillis;
            count = 0;
        }
        return ++count > allowed;
    }
}

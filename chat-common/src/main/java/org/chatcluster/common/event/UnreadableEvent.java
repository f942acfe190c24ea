package org.chatcluster.common.event;

/// Bytes on a channel that are not an event of a version that this node knows. The reader drops
/// them, counts them and goes on.
public final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String message) {
        super(message);
    }
}

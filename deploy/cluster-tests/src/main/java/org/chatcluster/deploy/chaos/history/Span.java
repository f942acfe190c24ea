package org.chatcluster.deploy.chaos.history;

/// The life of one socket.
///
/// @param number counted from 1 on every device
/// @param resumed when it had brought all that was missed; [#NEVER] if it did not come to that
/// @param closed [#NEVER] if it was open in the end
public record Span(
        int number, String sessionId, String node, long opened, long resumed, long closed) {
    /// A time that did not come.
    public static final long NEVER = Long.MAX_VALUE;

    public Span withResumed(long at) {
        return new Span(number, sessionId, node, opened, at, closed);
    }

    public Span withClosed(long at) {
        return new Span(number, sessionId, node, opened, resumed, at);
    }
}

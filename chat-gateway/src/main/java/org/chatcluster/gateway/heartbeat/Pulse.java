package org.chatcluster.gateway.heartbeat;

/// A session as its heartbeat sees it.
public interface Pulse {
    /// Called once per heartbeat on the session's event loop: the session pings, or ends if nothing
    /// was heard for too long.
    ///
    /// @param now the ring's beat
    void beat(int now);
}

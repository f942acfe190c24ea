package org.chatcluster.gateway.heartbeat;

import io.netty.util.concurrent.EventExecutor;

/// A session as its heartbeat sees it.
public interface Pulse {
    /// Returns the session's event loop. Constant.
    EventExecutor executor();

    /// Called once per heartbeat on the session's event loop: the session pings, or ends if nothing
    /// was heard for too long.
    ///
    /// @param now the ring's beat
    void beat(int now);
}

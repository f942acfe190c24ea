package org.chatcluster.gateway.presence;

import io.netty.util.concurrent.EventExecutor;

/// A session as its watch sees it. Called on its event loop alone.
public interface Viewer {
    /// Returns the session's event loop. Constant.
    EventExecutor executor();

    /// Returns whether a frame would go to the client at once. If not, the session calls
    /// [Watch#show] when that is so again.
    boolean isClear();

    /// Takes a text frame's payload, if it can go at once.
    void show(byte[] payload);

    /// Sends what was taken.
    void flush();
}

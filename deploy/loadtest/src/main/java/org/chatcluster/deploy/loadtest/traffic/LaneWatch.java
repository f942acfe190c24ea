package org.chatcluster.deploy.loadtest.traffic;

/// Hears of a lane's sockets, on the lane's event loop.
public interface LaneWatch {
    /// The user's socket has got `hello`.
    void hello(int user);

    /// The user's socket has got a message of their chat.
    void received(int user);

    /// The user's socket ended before its `hello`, for that reason.
    void notOpened(int user, String reason);
}

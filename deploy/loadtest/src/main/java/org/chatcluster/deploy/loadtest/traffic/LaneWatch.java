package org.chatcluster.deploy.loadtest.traffic;

/// Hears of a lane's sockets, on the lane's event loop; what it does not care for, it need not
/// take.
public interface LaneWatch {
    /// The user's socket has got `hello`.
    default void hello(int user) {}

    /// The user has got a message of their chat, perhaps again.
    default void received(int user, long seq) {}

    /// The user's `resume` has brought everything.
    default void replayed(int user) {}

    /// The user is to `resume`: the last one was refused, or events were dropped.
    default void toResume(int user) {}

    /// The user's socket ended before its `hello`, for that reason.
    default void notOpened(int user, String reason) {}

    /// The user's socket was refused for now, and may come again after that many seconds.
    default void paced(int user, int seconds) {}
}

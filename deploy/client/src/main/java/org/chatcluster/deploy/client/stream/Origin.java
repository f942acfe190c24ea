package org.chatcluster.deploy.client.stream;

/// How a message came.
public enum Origin {
    /// Published while the socket was open.
    LIVE,

    /// While an answer to `resume` was awaited; a live frame of that moment counts as this too,
    /// since the two look alike.
    RESUMED
}

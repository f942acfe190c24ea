package org.chatcluster.deploy.client.wire;

/// An open WebSocket. Thread-safe.
public interface Wire {
    /// Sends a text frame, in the order of the calls. A frame that cannot be sent is lost, and the
    /// connection is then ended, which the [Receiver] is told.
    void send(String text);

    /// Closes in good order, without waiting for the other side.
    void close();

    /// Ends the connection at once. The [Receiver] is told.
    void abort();
}

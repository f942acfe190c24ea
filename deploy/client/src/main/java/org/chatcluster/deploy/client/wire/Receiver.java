package org.chatcluster.deploy.client.wire;

/// What comes from one connection, one call at a time. While a call lasts, nothing more is read.
public interface Receiver {
    /// A whole text frame.
    void text(String frame);

    /// Something else that shows that the connection is alive, such as a ping.
    void sign();

    /// The connection has ended, told once and last; 1006 if without a close frame (RFC 6455,
    /// section 7.1.5).
    void closed(int code);
}

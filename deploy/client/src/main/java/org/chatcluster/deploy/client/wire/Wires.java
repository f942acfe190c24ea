package org.chatcluster.deploy.client.wire;

/// Opens connections. Thread-safe.
@FunctionalInterface
public interface Wires {
    /// Returns a connection that has been upgraded.
    ///
    /// @throws ConnectRefused if there is none now
    Wire open(String token, Receiver receiver);
}

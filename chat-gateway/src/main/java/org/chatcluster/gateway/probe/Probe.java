package org.chatcluster.gateway.probe;

import java.time.Duration;

/// What proves that the node still hears what is published. Thread-safe.
public interface Probe {
    /// Returns how often `tick` is to be called.
    Duration interval();

    /// Looks whether probes come back, and sends the next. To be called once per interval.
    void tick();

    /// Returns how long ago the last probe that came back was sent: what was published before that
    /// has arrived. If none came back yet, how long ago the probing began. Where there are several
    /// connections, that of the one which was not heard of for longest.
    Duration age();

    /// Returns whether every connection that listens stands, as far as its kernel knows.
    boolean isOpen();

    /// Returns whether the last proof is young enough, that of every connection.
    boolean isProven();

    /// The way of one connection through the store and back.
    interface Loop {
        /// Returns whether a connection stands that listens.
        boolean isOpen();

        /// Sends a probe with that time, which `cameBack` is to be told.
        void send(long nowNanos);

        /// Replaces the connection that listens.
        void replace(String why);
    }
}

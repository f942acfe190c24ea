package org.chatcluster.gateway.subscription;

import org.chatcluster.gateway.fanout.UserChannels;
import org.chatcluster.gateway.probe.Probe;

/// The channels of users as the node hears them, with the proof that it does.
public interface HeardChannels extends UserChannels, AutoCloseable {
    /// Starts to connect, and goes on until it is closed. What arrives goes to that listener. To be
    /// called once.
    void connect(Listener listener);

    /// Returns what proves that what is published arrives.
    Probe probe();

    /// Ends all connections. Tells the listener nothing.
    @Override
    void close();
}

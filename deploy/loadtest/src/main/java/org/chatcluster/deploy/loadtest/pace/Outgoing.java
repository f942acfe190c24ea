package org.chatcluster.deploy.loadtest.pace;

/// What a pace sends through. Called on one event loop only.
public interface Outgoing {
    /// Sends the next message of a chat for one of its members, due at that `nanoTime`.
    void send(int chat, int member, long due);

    /// Hears that nothing more will be sent.
    void over();
}

package org.chatcluster.deploy.loadtest.command;

/// Hears what became of the messages sent by REST, on the event loop that sent them.
public interface Answers {
    /// The message is stored.
    void acked(int chat, int number, long sinceOrigin);

    /// The message was refused with that code, or the connection broke.
    void failed(int chat, int number, String code);
}

package org.chatcluster.deploy.loadtest.command;

/// Sends one message. Belongs to one event loop; the answer comes there, later, by a way that the
/// sender's kind decides.
public interface Sender {
    /// Takes the author's index, the chat's index and its number in the database, and what the
    /// stamp says besides.
    void send(int user, int chat, long chatId, int number, long sinceOrigin);
}

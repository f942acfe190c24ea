package org.chatcluster.deploy.client.stream;

/// What happens to a client. Called on the client's own thread, one call at a time; while a call
/// lasts, nothing more is read from the socket.
public interface ChatListener {
    /// A message that was not handed on before.
    void message(ChatMessage message);

    /// A member's read mark stands there, or further on: calls for one mark may come in any order.
    default void readMark(long chatId, long userId, long lastReadSeq) {}

    /// A socket has got its `hello`.
    default void opened(String sessionId, String node) {}

    /// The socket that was opened last has brought all that was missed.
    default void resumed() {}

    /// The server has asked to go elsewhere soon.
    default void draining() {}

    /// The server has dropped what waited for this socket.
    default void behind() {}

    /// The socket that was opened last is closed; 1006 without a close frame.
    default void closed(int code) {}

    /// The client gives up: its account is refused. Nothing comes after this.
    default void gaveUp(String reason) {}
}

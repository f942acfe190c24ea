package org.chatcluster.deploy.client.stream;

import java.util.Set;

/// What happens to a client. Called on the client's own thread, one call at a time; while a call
/// lasts, nothing more is read from the socket.
public interface ChatListener {
    /// A message that was not handed on before.
    void message(ChatMessage message);

    /// A member's read mark stands there, or further on: calls for one mark may come in any order.
    default void readMark(long chatId, long userId, long lastReadSeq) {}

    /// The user is a member of that chat since a seq; told again whenever `chat.created` comes.
    default void joined(long chatId, long seq) {}

    /// The user is not a member of that chat any more.
    default void left(long chatId) {}

    /// These are all members of a chat as of a seq.
    default void members(long chatId, long seq, Set<Long> userIds) {}

    /// Somebody came or went. Told again with each event that says so, in any order.
    default void member(MemberChange change) {}

    /// An event of a chat has come, whatever it is good for: told before anything else of it.
    default void event(ChatEvent event) {}

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

    /// The client gives up: its account is refused, or a call of the listener has thrown something.
    /// Its socket is ended, without a [#closed] if it was open up to now. Nothing comes after this.
    default void gaveUp(String reason) {}
}

package org.chatcluster.gateway.socket;

import java.util.HashMap;
import java.util.Map;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// The chats that a session's user was removed from while it was open. Frames of one chat that
/// different API nodes accepted, or that waited in the outbox, may overtake each other, so one from
/// before the removal may come after it, even after the user is a member again. For one event loop
/// alone.
///
/// Invariant: after the user's `member.removed` nothing of that chat is delivered until an event
/// with a higher seq proves that the user is a member again; and no event that took a seq below the
/// removal's ever is.
final class LeftChats {
    private final Map<Long, Removal> removals = new HashMap<>(0);

    /// The user's last removal from a chat.
    ///
    /// @param isBack whether they are a member again
    private record Removal(long seq, boolean isBack) {}

    /// Returns whether the event is of a time when the user was a member, and must not come after
    /// their removal.
    boolean isOver(EventHeader header) {
        Removal last = removals.isEmpty() ? null : removals.get(header.chatId());
        if (last != null && header.seq() <= last.seq && !(last.isBack && isOfTheMoment(header))) {
            return true;
        }
        if (header.type() == EventType.SELF_REMOVED) {
            removals.put(header.chatId(), new Removal(header.seq(), false));
        } else if (last != null && !last.isBack) {
            removals.put(header.chatId(), new Removal(last.seq, true));
        }
        return false;
    }

    /// Hears of a removal that a resume told. One whose seq is not known was long ago, and nothing
    /// of before it is under way any more.
    void left(long chatId, long seq) {
        Removal last = removals.get(chatId);
        if (seq > 0 && (last == null || last.seq < seq)) {
            removals.put(chatId, new Removal(seq, false));
        }
    }

    /// Such an event has no seq, or that of the message that somebody has read.
    private static boolean isOfTheMoment(EventHeader header) {
        return switch (header.type()) {
            case MESSAGE_READ, MESSAGE_READ_BY_ALL -> true;
            default -> header.seq() == 0;
        };
    }
}

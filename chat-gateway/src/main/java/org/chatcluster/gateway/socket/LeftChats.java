package org.chatcluster.gateway.socket;

import java.util.HashMap;
import java.util.Map;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// The chats that a session's user was removed from while it was open. Frames of one chat that
/// different API nodes accepted may overtake each other, so one from before the removal may come
/// after it. For one event loop alone.
///
/// Invariant: after the user's `member.removed` nothing of that chat is delivered but events with a
/// higher seq, which prove that the user is a member again, or a replayed `chat.created`, which has
/// none and tells of the moment.
final class LeftChats {
    private final Map<Long, Long> removedAt = new HashMap<>(0);

    /// Returns whether the event is of a time when the user was a member, and must not come after
    /// their removal.
    boolean isOver(EventHeader header) {
        Long at = removedAt.isEmpty() ? null : removedAt.get(header.chatId());
        if (at != null && header.seq() <= at) {
            return true;
        }
        if (header.type() == EventType.SELF_REMOVED) {
            removedAt.put(header.chatId(), header.seq());
        } else if (at != null) {
            removedAt.remove(header.chatId());
        }
        return false;
    }
}

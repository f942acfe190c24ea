package org.chatcluster.api.sync;

import org.chatcluster.api.message.Message;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// A message that somebody does not have as it is now, and the event that tells them.
///
/// @param type one of the `message.*` events
public record Change(EventType type, Message message) {
    /// Returns the change for somebody who knows the chat up to `since`: a message that is new to
    /// them is told as created, whatever has become of it.
    static Change since(long since, Message message) {
        if (message.seq() > since) {
            return new Change(EventType.MESSAGE_CREATED, message);
        }
        return new Change(
                message.deletedAt() == null ? EventType.MESSAGE_UPDATED : EventType.MESSAGE_DELETED,
                message);
    }

    /// Returns the header of the event.
    EventHeader header() {
        return new EventHeader(type, message.chatId(), message.changeSeq(), message.id());
    }
}

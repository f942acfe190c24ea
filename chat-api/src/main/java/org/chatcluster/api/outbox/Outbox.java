package org.chatcluster.api.outbox;

import java.util.List;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// Takes events that must reach their users at least once.
public interface Outbox {
    /// Writes an event into the transaction that runs on this thread, and publishes it once that
    /// has committed; nothing happens if it rolls back.
    ///
    /// @param chatId the chat that it belongs to, 0 if none
    /// @param recipients the users whose channels get it
    /// @param data the event's data as JSON
    /// @throws IllegalStateException if no transaction runs
    void toUsers(EventType type, long chatId, List<Long> recipients, String data);

    /// Does the same for an event that took a seq of its chat, or that goes to the chat's members.
    ///
    /// @throws IllegalStateException if no transaction runs
    void add(EventHeader header, Recipients recipients, String data);
}

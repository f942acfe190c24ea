package org.chatcluster.api.fanout;

import java.util.List;

/// Whom an event goes to.
public sealed interface Recipients {
    /// The members of a chat as they were when the event was committed.
    ///
    /// @param membersVersion the chat's `members_version` as the commit saw it
    /// @param seq the chat's seq at the event: who joined later does not get it
    record Members(long chatId, long membersVersion, long seq) implements Recipients {}

    /// Users by id.
    record Users(List<Long> ids) implements Recipients {
        public Users {
            ids = List.copyOf(ids);
        }
    }
}

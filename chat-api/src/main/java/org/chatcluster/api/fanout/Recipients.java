package org.chatcluster.api.fanout;

import java.util.List;

/// Whom an event goes to.
public sealed interface Recipients {
    /// The members of a chat as they were when the event was committed.
    ///
    /// @param membersVersion the chat's `members_version` as the commit saw it, from 1 on
    /// @param seq the chat's seq at the event: who joined later does not get it
    record Members(long chatId, long membersVersion, long seq) implements Recipients {
        private static final long NO_VERSION = 0;

        /// Returns those members as of that seq who still are, for what also tells of later times.
        public static Members remaining(long chatId, long seq) {
            return new Members(chatId, NO_VERSION, seq);
        }
    }

    /// Users by id.
    record Users(List<Long> ids) implements Recipients {
        public Users {
            ids = List.copyOf(ids);
        }
    }
}

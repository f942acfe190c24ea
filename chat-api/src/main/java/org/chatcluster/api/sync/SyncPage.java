package org.chatcluster.api.sync;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.sync.SyncRepository.Position;
import org.jspecify.annotations.Nullable;

/// A page of what a user has missed.
///
/// @param upTo for each named chat that they are a member of, in the order named, the seq up to
///   which it is told of
/// @param positions of the same chats, where they stand
/// @param chats what is told of chats as a whole
/// @param more whether there is more to ask for
/// @param joinedAfter the id of the last chat told of as joined; null if there was none so far
record SyncPage(
        List<Change> changes,
        Map<Long, Long> upTo,
        Map<Long, Position> positions,
        Chats chats,
        boolean more,
        @Nullable Long joinedAfter) {
    /// Chats as a whole.
    ///
    /// @param updated named ones whose title, avatar or members changed, and the page tells of that
    /// @param joined chats that were not named
    /// @param hidden named ones that the user has hidden
    /// @param lost named chats that they are not a member of, in the order named, and the seq that
    ///   their removal took; 0 if they never were one, or it was long ago
    record Chats(
            List<ChatView> updated,
            List<ChatView> joined,
            List<Long> hidden,
            SequencedMap<Long, Long> lost) {}
}

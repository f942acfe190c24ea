package org.chatcluster.api.sync;

import java.util.List;
import java.util.Map;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.sync.SyncRepository.Position;
import org.jspecify.annotations.Nullable;

/// A page of what a user has missed.
///
/// @param upTo for each named chat that they are a member of, in the order named, the seq up to
///   which it is told of
/// @param positions of the same chats, where they stand
/// @param joined chats that were not named
/// @param lost named chats that they are not a member of
/// @param more whether there is more to ask for
/// @param joinedAfter the id of the last chat told of as joined; null if there was none so far
record SyncPage(
        List<Change> changes,
        Map<Long, Long> upTo,
        Map<Long, Position> positions,
        List<ChatView> joined,
        List<Long> lost,
        boolean more,
        @Nullable Long joinedAfter) {}

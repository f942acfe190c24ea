package org.chatcluster.gateway.resume;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.chatcluster.common.event.EventHeader;
import org.jspecify.annotations.Nullable;

/// One page of what changed.
///
/// @param changes what to write to the client, in this order
/// @param chats up to which seq this page and those before it have told everything, by chat
/// @param more whether another page follows
/// @param joinedAfter where the next page goes on with the chats that the client does not name
public record Page(
        List<Change> changes, Map<Long, Long> chats, boolean more, @Nullable Long joinedAfter) {
    /// What a chat or a change costs beside its bytes.
    private static final int COST_OF_ENTRY = 160;

    public Page {
        changes = List.copyOf(changes);
        chats = Map.copyOf(chats);
    }

    /// Returns about how much memory the page takes.
    public long bytes() {
        long bytes = (long) chats.size() * COST_OF_ENTRY;
        for (Change change : changes) {
            bytes += change.frame().remaining() + COST_OF_ENTRY;
        }
        return bytes;
    }

    /// One frame of a page.
    ///
    /// @param header what it is about
    /// @param frame the client's frame, as JSON
    public record Change(EventHeader header, ByteBuffer frame) {}
}

package org.chatcluster.gateway.resume;

import java.util.Map;

/// Where a client stands.
///
/// @param chats the last seq that it has, by chat
/// @param only whether it asks for these chats alone, and not for those that it does not name
public record ResumePoint(Map<Long, Long> chats, boolean only) {
    public ResumePoint {
        chats = Map.copyOf(chats);
    }
}

package org.chatcluster.gateway.presence;

import org.jspecify.annotations.Nullable;

/// How it stands with one user.
///
/// @param online never true for who hides it
/// @param hidden whether the user hides it: then coming and going changes nothing
/// @param lastSeenAt when somebody who is not online was, as the API writes it, or null
public record Presence(long userId, boolean online, boolean hidden, @Nullable String lastSeenAt) {
    /// Returns what clients are told, as JSON.
    String json() {
        String seen = lastSeenAt == null ? "null" : '"' + lastSeenAt + '"';
        return "{\"user_id\":%d,\"online\":%b,\"last_seen_at\":%s}".formatted(userId, online, seen);
    }
}

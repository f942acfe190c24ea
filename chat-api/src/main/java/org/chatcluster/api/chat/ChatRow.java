package org.chatcluster.api.chat;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A chat and the viewer's membership in it.
///
/// @param risenAt its place in the viewer's list: when it last rose, by the newest message by
///   somebody else or the viewer's joining, or, if it is pinned, the time of the pin 4,000 years on
/// @param role the viewer's, `member` or `admin`
@MappedEntity("chats")
record ChatRow(
        @Id long id,
        String type,
        String title,
        Instant createdAt,
        @Nullable Long createdBy,
        long seq,
        long lastReadSeq,
        Instant risenAt,
        @Nullable String avatarUrl,
        @Nullable Instant mutedUntil,
        @Nullable Instant pinnedAt,
        String role) {}

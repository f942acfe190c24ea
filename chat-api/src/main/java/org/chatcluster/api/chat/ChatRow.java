package org.chatcluster.api.chat;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A chat and the viewer's membership in it.
///
/// @param risenAt when it last rose in the viewer's list: the newest message by somebody else, or
///   the viewer's joining
@MappedEntity("chats")
record ChatRow(
        @Id long id,
        String type,
        String title,
        Instant createdAt,
        @Nullable Long createdBy,
        long seq,
        long lastReadSeq,
        Instant risenAt) {}

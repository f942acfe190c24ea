package org.chatcluster.api.message;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `messages`, with the author's uuid.
///
/// @param payload JSON text
/// @param forwardedFrom JSON text
/// @param reactions JSON text
@MappedEntity("messages")
record MessageRow(
        @Id long id,
        long chatId,
        long seq,
        long changeSeq,
        long authorId,
        UUID authorUuid,
        String type,
        String content,
        @Nullable String payload,
        Instant ts,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable Long replyToId,
        @Nullable String forwardedFrom,
        @Nullable String clientId,
        @Nullable List<Long> mentions,
        @Nullable String reactions,
        @Nullable Instant pinnedAt) {}

package org.chatcluster.api.group;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.chatcluster.api.chat.ChatView;
import org.jspecify.annotations.Nullable;

/// The data of a `chat.updated` that goes to all members: what looks alike to all of them.
@Serdeable(naming = SnakeCaseStrategy.class)
record GroupChanged(
        long id,
        String title,
        boolean isGroup,
        String type,
        Instant createdAt,
        @Nullable Long createdBy,
        int participantsCount,
        long seq,
        @Nullable String avatarUrl) {
    static GroupChanged of(ChatView chat) {
        return new GroupChanged(
                chat.id(),
                chat.title(),
                chat.isGroup(),
                chat.type(),
                chat.createdAt(),
                chat.createdBy(),
                chat.participantsCount(),
                chat.seq(),
                chat.avatarUrl());
    }
}

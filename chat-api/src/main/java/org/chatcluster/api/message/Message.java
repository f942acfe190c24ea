package org.chatcluster.api.message;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as clients see it, in answers and in `message.*` frames.
///
/// @param seq its place in the chat, contiguous from 1 over the chat's changes
/// @param changeSeq the chat's seq at the message's last change; [#seq] until it is changed
/// @param payload whatever JSON the sender attached
/// @param clientId the sender's own id for it; a repeat of it is the same message
/// @param readByAll whether every other member's read mark has passed it
/// @param reactions in the order in which their emojis came up
/// @param mentions the members whom the content mentions, by id
@Serdeable(naming = SnakeCaseStrategy.class)
public record Message(
        long id,
        long chatId,
        long seq,
        long changeSeq,
        long authorId,
        UUID authorUuid,
        String type,
        String content,
        @Nullable JsonNode payload,
        Instant ts,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable Long replyToId,
        @Nullable JsonNode forwardedFrom,
        @Nullable String clientId,
        boolean readByAll,
        List<Reaction> reactions,
        List<Long> mentions,
        @Nullable Instant pinnedAt) {
    public Message {
        reactions = List.copyOf(reactions);
        mentions = List.copyOf(mentions);
    }

    @Override
    public String toString() {
        return "Message[id=" + id + ", chatId=" + chatId + ", seq=" + seq + "]";
    }

    /// Returns the message as it was when nobody had read it yet: as its sender was answered, and
    /// as its event tells of it.
    Message unread() {
        return new Message(
                id,
                chatId,
                seq,
                changeSeq,
                authorId,
                authorUuid,
                type,
                content,
                payload,
                ts,
                editedAt,
                deletedAt,
                replyToId,
                forwardedFrom,
                clientId,
                false,
                reactions,
                mentions,
                pinnedAt);
    }
}

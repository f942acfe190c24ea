package org.chatcluster.api.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the send statement did with one [Draft].
sealed interface SendResult {
    /// Committed, with a seq of its own.
    ///
    /// @param outboxId the row that stands until the event is published
    /// @param mentions the members whom the content mentions, by id
    record Sent(
            long id, long seq, Instant ts, long membersVersion, long outboxId, List<Long> mentions)
            implements SendResult {
        public Sent {
            mentions = List.copyOf(mentions);
        }
    }

    /// Nothing was written: the message at that place was sent before with the same client id or
    /// key.
    ///
    /// @param chatId 0 if the key was used for something that is not a message
    /// @param fingerprint that of the request that used the key; null if found by client id
    record Repeat(long chatId, long seq, @Nullable String fingerprint) implements SendResult {}

    /// Nothing was written: the author is not a member, or there is no such chat.
    record NotMember() implements SendResult {}

    /// Nothing was written: the message replied to is not in this chat, or is deleted.
    record NoSuchReply() implements SendResult {}
}

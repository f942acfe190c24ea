package org.chatcluster.api.message;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import org.chatcluster.api.input.Text;

/// The body of `POST /api/v1/messages`.
///
/// @param type `text` if absent
/// @param clientId the sender's own id for the message, unique for the sender for ever: sending it
///   again gives the first message
@Serdeable(naming = SnakeCaseStrategy.class)
public record SendMessage(
        @NotNull @Positive Long chatId,
        @Nullable @Pattern(regexp = "text|image|file", message = "must be text, image or file")
                String type,
        @NotNull @Text(max = MAX_CONTENT) String content,
        @Nullable JsonNode payload,
        @Nullable @Positive Long replyToId,
        @Nullable @Text(max = 64, trim = false) String clientId) {
    @Override
    public String toString() {
        return "SendMessage[chatId=" + chatId + "]";
    }

    /// Characters of content at most, so that a message fits the sockets' frame limit of 64 KiB.
    public static final int MAX_CONTENT = 10_000;

    /// Characters of payload at most, as JSON, for the same reason.
    static final int MAX_PAYLOAD = 16_384;

    /// Levels of a payload at most: the JSON encoder stops at 65, and lists of chats add their own.
    static final int MAX_PAYLOAD_DEPTH = 32;
}

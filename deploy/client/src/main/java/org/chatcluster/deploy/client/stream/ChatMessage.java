package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message as an event brought it.
///
/// @param changeSeq the chat's seq when the message was last changed; what the stream is ordered by
/// @param ts as the server wrote it
/// @param deleted whether it is; also one that comes as created may be
/// @param reactions how often each emoji stands under it
public record ChatMessage(
        Kind kind,
        Origin origin,
        long id,
        long chatId,
        long seq,
        long changeSeq,
        long authorId,
        @Nullable String clientId,
        String content,
        String ts,
        boolean deleted,
        Map<String, Integer> reactions) {
    public ChatMessage {
        reactions = Map.copyOf(reactions);
    }

    /// What happened to the message.
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    /// Returns the message of an event, or empty if that event brings none.
    public static Optional<ChatMessage> of(String event, JsonNode data, Origin origin) {
        return kind(event).map(kind -> of(kind, data, origin));
    }

    /// Returns what it is to somebody who has seen that message before.
    ChatMessage asChange() {
        return kind != Kind.CREATED
                ? this
                : new ChatMessage(
                        Kind.UPDATED,
                        origin,
                        id,
                        chatId,
                        seq,
                        changeSeq,
                        authorId,
                        clientId,
                        content,
                        ts,
                        deleted,
                        reactions);
    }

    private static ChatMessage of(Kind kind, JsonNode data, Origin origin) {
        long seq = data.path("seq").longValue();
        return new ChatMessage(
                kind,
                origin,
                data.path("id").longValue(),
                data.path("chat_id").longValue(),
                seq,
                data.path("change_seq").asLong(seq),
                data.path("author_id").longValue(),
                data.path("client_id").textValue(),
                data.path("content").asText(),
                data.path("ts").asText(),
                data.path("deleted_at").isTextual(),
                reactions(data.path("reactions")));
    }

    private static Map<String, Integer> reactions(JsonNode reactions) {
        Map<String, Integer> counts = new HashMap<>();
        reactions.forEach(reaction ->
                counts.put(reaction.path("emoji").asText(), reaction.path("count").intValue()));
        return counts;
    }

    private static Optional<Kind> kind(String event) {
        return switch (event) {
            case "message.created" -> Optional.of(Kind.CREATED);
            case "message.updated" -> Optional.of(Kind.UPDATED);
            case "message.deleted" -> Optional.of(Kind.DELETED);
            default -> Optional.empty();
        };
    }
}

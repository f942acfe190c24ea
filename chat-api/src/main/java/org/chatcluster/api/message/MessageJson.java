package org.chatcluster.api.message;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Messages and their payloads as JSON text.
@Singleton
public final class MessageJson {
    private static final Argument<List<Reaction>> REACTIONS = Argument.listOf(Reaction.class);

    private final JsonMapper mapper;

    MessageJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// Returns the message as every client sees it.
    byte[] encode(Message message) {
        return write(message);
    }

    /// Returns a payload as text for the database, or null without one.
    @Nullable String encode(@Nullable JsonNode payload) {
        return payload == null || payload.isNull()
                ? null
                : new String(write(payload), StandardCharsets.UTF_8);
    }

    /// Returns a payload read from the database, or null without one.
    @Nullable JsonNode decode(@Nullable String payload) {
        try {
            return payload == null ? null : mapper.readValue(payload, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns reactions as text for the database, or null for none.
    public @Nullable String encode(List<Reaction> reactions) {
        return reactions.isEmpty() ? null : new String(write(reactions), StandardCharsets.UTF_8);
    }

    /// Returns reactions read from the database; none for null.
    public List<Reaction> decodeReactions(@Nullable String reactions) {
        try {
            return reactions == null
                    ? List.of()
                    : Objects.requireNonNull(mapper.readValue(reactions, REACTIONS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

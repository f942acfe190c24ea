package org.chatcluster.gateway.mini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.chatcluster.common.event.EventType;
import org.jspecify.annotations.Nullable;

/// Makes the mini-application's frames of the frames of `/ws`. Thread-safe.
@Singleton
final class MiniFrames {
    /// A time to the second, as the document shows it: `2024-01-01T00:00:00`.
    private static final int TO_THE_SECOND = 19;

    private final JsonFactory json = new JsonFactory();
    private final JsonMapper mapper;

    MiniFrames(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// Returns `{"action": …, "data": …}`.
    ///
    /// @param data JSON in UTF-8
    static byte[] around(String action, byte[] data) {
        byte[] start = ("{\"action\":\"" + action + "\",\"data\":").getBytes(UTF_8);
        byte[] frame = new byte[start.length + data.length + 1];
        System.arraycopy(start, 0, frame, 0, start.length);
        System.arraycopy(data, 0, frame, start.length, data.length);
        frame[frame.length - 1] = '}';
        return frame;
    }

    /// Takes the payload of a frame of `/ws`, and returns that of the mini-application's, or empty
    /// if it has none for this event: it knows no edits, and what the server itself writes into a
    /// chat is no message to it.
    ///
    /// @throws UncheckedIOException if the payload is not the event's
    Optional<byte[]> of(EventType type, byte[] payload) {
        return switch (type) {
            case MESSAGE_CREATED -> newMessage(data(payload));
            case MESSAGE_READ_BY_ALL -> Optional.of(messageRead(data(payload)));
            case CHAT_CREATED -> Optional.of(chatCreated(data(payload)));
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> newMessage(JsonNode message) {
        if (text(message, "type").equals("system")) {
            return Optional.empty();
        }
        return Optional.of(
                frame(
                        "new_message",
                        out -> {
                            out.writeNumberField("id", number(message, "id"));
                            out.writeNumberField("chat_id", number(message, "chat_id"));
                            out.writeStringField("sender_uuid", text(message, "author_uuid"));
                            out.writeStringField("text", text(message, "content"));
                            String ts = text(message, "ts");
                            out.writeStringField(
                                    "timestamp",
                                    ts.substring(0, Math.min(TO_THE_SECOND, ts.length())));
                            out.writeStringField("read_status", "unread");
                        }));
    }

    private byte[] messageRead(JsonNode read) {
        return frame(
                "message_read",
                out -> {
                    out.writeNumberField("message_id", number(read, "message_id"));
                    out.writeNumberField("chat_id", number(read, "chat_id"));
                    out.writeStringField("read_status", "read");
                });
    }

    private byte[] chatCreated(JsonNode chat) {
        return frame(
                "chat_created",
                out -> {
                    out.writeNumberField("chat_id", number(chat, "id"));
                    boolean group = text(chat, "type").equals("group");
                    out.writeStringField("type", group ? "group" : "private");
                    out.writeStringField("name", text(chat, "title"));
                    out.writeArrayFieldStart("user_ids");
                    JsonNode members = chat.get("participants");
                    if (members != null && members.isArray()) {
                        for (JsonNode member : members.values()) {
                            out.writeString(text(member, "uuid"));
                        }
                    }
                    out.writeEndArray();
                });
    }

    private JsonNode data(byte[] payload) {
        try {
            JsonNode frame = mapper.readValue(payload, JsonNode.class);
            JsonNode data = frame == null ? null : frame.get("data");
            if (data == null) {
                throw new IOException("a frame without data");
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode object, String field) {
        @Nullable JsonNode value = object.get(field);
        return value != null && value.isString() ? value.getStringValue() : "";
    }

    private static long number(JsonNode object, String field) {
        @Nullable JsonNode value = object.get(field);
        return value != null && value.isNumber() ? value.getLongValue() : 0;
    }

    private interface Data {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] frame(String action, Data data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            data.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return around(action, bytes.toByteArray());
    }
}

package org.chatcluster.gateway.mini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.Command;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.command.FrameFields;
import org.jspecify.annotations.Nullable;

/// Reads the frames of the mini-application's clients. Ids may be numbers or strings. Thread-safe.
@Singleton
final class MiniReader {
    private final JsonFactory json =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /// Takes a text frame's payload, and returns what it asks for or how it is refused.
    Command read(byte[] frame) {
        try {
            return command(FrameFields.read(json, frame));
        } catch (IOException _) {
            return new Refused(
                    null, ProblemCode.BAD_FRAME, "the frame is not a JSON object", List.of());
        }
    }

    private Command command(FrameFields fields) {
        String requestId = fields.requestId();
        String action = fields.string("action");
        return switch (action) {
            case "create_chat" -> createChat(requestId, fields);
            case "send_message" -> sendMessage(requestId, fields);
            case "message_read" -> messageRead(requestId, fields);
            case null ->
                    new Refused(
                            requestId,
                            ProblemCode.BAD_FRAME,
                            "action must be a string",
                            fields.errors());
            default ->
                    new Refused(
                            requestId,
                            ProblemCode.UNKNOWN_ACTION,
                            "there is no such action",
                            List.of());
        };
    }

    private Command createChat(@Nullable String requestId, FrameFields fields) {
        String type = fields.string("type");
        fields.require("type", type);
        String name = fields.string("name");
        String userIds = fields.strings(json, "user_ids");
        fields.require("user_ids", userIds);
        byte[] body =
                body(out -> {
                    string(out, "type", type);
                    string(out, "name", name);
                    if (userIds != null) {
                        out.writeFieldName("user_ids");
                        out.writeRawValue(userIds);
                    }
                });
        return checked(
                fields, new Call(requestId, Action.CREATE_CHAT, "/internal/connect/chats", body));
    }

    private Command sendMessage(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.id("chat_id");
        fields.require("chat_id", chatId);
        String text = fields.string("text");
        fields.require("text", text);
        String clientId = fields.string("client_id");
        return checked(
                fields,
                message(
                        requestId,
                        chatId == null ? 0 : chatId,
                        text == null ? "" : text,
                        clientId));
    }

    /// Returns the call that sends a text.
    ///
    /// @param clientId null if there is none yet
    Call message(@Nullable String requestId, long chatId, String text, @Nullable String clientId) {
        byte[] body =
                body(out -> {
                    out.writeNumberField("chat_id", chatId);
                    out.writeStringField("content", text);
                    string(out, "client_id", clientId);
                });
        return new Call(requestId, Action.SEND_MESSAGE, "/api/v1/messages", body);
    }

    private Command messageRead(@Nullable String requestId, FrameFields fields) {
        Long messageId = fields.id("message_id");
        fields.require("message_id", messageId);
        byte[] body =
                body(out -> out.writeNumberField("message_id", messageId == null ? 0 : messageId));
        return checked(
                fields, new Call(requestId, Action.MESSAGE_READ, "/internal/connect/read", body));
    }

    private static Command checked(FrameFields fields, Call call) {
        return fields.errors().isEmpty()
                ? call
                : new Refused(
                        call.requestId(),
                        ProblemCode.INVALID_INPUT,
                        "some fields are not as expected",
                        fields.errors());
    }

    /// Returns the fields of a text that is to be sent without a `client_id`, or null if the call
    /// has one or sends nothing.
    @Nullable Unnamed unnamed(Call call) {
        if (call.action() != Action.SEND_MESSAGE) {
            return null;
        }
        try {
            FrameFields fields = FrameFields.read(json, call.body());
            Long chatId = fields.id("chat_id");
            String text = fields.string("content");
            boolean named = fields.string("client_id") != null;
            return named || chatId == null || text == null ? null : new Unnamed(chatId, text);
        } catch (IOException e) {
            throw new UncheckedIOException("this class has written it", e);
        }
    }

    /// A text without a `client_id`.
    record Unnamed(long chatId, String text) {
        @Override
        public String toString() {
            return "Unnamed[chatId=" + chatId + "]";
        }
    }

    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] body(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void string(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}

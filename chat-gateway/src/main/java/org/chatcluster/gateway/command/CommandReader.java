package org.chatcluster.gateway.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Ping;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.presence.Watch;
import org.chatcluster.gateway.resume.ResumePoint;
import org.jspecify.annotations.Nullable;

/// Reads the client's frames. What it lets through has the fields that the contract knows, of the
/// right types; whether they make sense is the API's to say. Thread-safe.
@Singleton
final class CommandReader {
    private static final String MESSAGES = "/api/v1/messages";

    /// A frame is UTF-8: what looks like another encoding is no JSON.
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
        if (action == null) {
            return new Refused(
                    requestId, ProblemCode.BAD_FRAME, "action must be a string", fields.errors());
        }
        return switch (action) {
            case "ping" -> checked(requestId, fields, new Ping(requestId));
            case "send_message" -> sendMessage(requestId, fields);
            case "read" -> markRead(requestId, fields);
            case "typing" -> typing(requestId, fields);
            case "watch_presence" -> watchPresence(requestId, fields);
            case "resume" -> resume(requestId, fields);
            case "authenticate" -> authenticate(requestId, fields);
            default ->
                    new Refused(
                            requestId,
                            ProblemCode.UNKNOWN_ACTION,
                            "there is no such action",
                            List.of());
        };
    }

    private Command sendMessage(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.number("chat_id");
        fields.require("chat_id", chatId);
        String content = fields.string("content");
        String type = fields.string("type");
        String payload = fields.json("payload");
        Long replyToId = fields.number("reply_to_id");
        String clientId = fields.string("client_id");
        fields.require("client_id", clientId);
        byte[] body =
                body(out -> {
                    number(out, "chat_id", chatId);
                    string(out, "type", type == null ? "text" : type);
                    string(out, "content", content);
                    if (payload != null) {
                        out.writeFieldName("payload");
                        out.writeRawValue(payload);
                    }
                    number(out, "reply_to_id", replyToId);
                    string(out, "client_id", clientId);
                });
        return checked(requestId, fields, new Call(requestId, Action.SEND_MESSAGE, MESSAGES, body));
    }

    private Command markRead(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.number("chat_id");
        fields.require("chat_id", chatId);
        Long seq = fields.number("seq");
        Long messageId = fields.number("message_id");
        if (messageId == null) {
            fields.require("seq", seq);
        }
        byte[] body =
                body(out -> {
                    number(out, "seq", seq);
                    number(out, "message_id", messageId);
                });
        String path = "/api/v1/chats/" + chatId + "/read";
        return checked(requestId, fields, new Call(requestId, Action.READ, path, body));
    }

    private Command typing(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.number("chat_id");
        fields.require("chat_id", chatId);
        String path = "/api/v1/chats/" + chatId + "/typing";
        byte[] nothing = body(_ -> {});
        return checked(requestId, fields, new Call(requestId, Action.TYPING, path, nothing));
    }

    private Command watchPresence(@Nullable String requestId, FrameFields fields) {
        Set<Long> userIds = fields.ids(json, "user_ids", Watch.MOST_USERS);
        fields.require("user_ids", userIds);
        return checked(
                requestId,
                fields,
                new Command.WatchPresence(requestId, userIds == null ? Set.of() : userIds));
    }

    private Command resume(@Nullable String requestId, FrameFields fields) {
        Map<Long, Long> chats = fields.seqs(json, "chats");
        fields.require("chats", chats);
        ResumePoint point = new ResumePoint(chats == null ? Map.of() : chats, fields.flag("only"));
        return checked(requestId, fields, new Command.Resume(requestId, point));
    }

    private static Command authenticate(@Nullable String requestId, FrameFields fields) {
        String token = fields.string("token");
        fields.require("token", token);
        return checked(
                requestId, fields, new Command.Authenticate(requestId, token == null ? "" : token));
    }

    private static Command checked(
            @Nullable String requestId, FrameFields fields, Command command) {
        return fields.errors().isEmpty()
                ? command
                : new Refused(
                        requestId,
                        ProblemCode.INVALID_INPUT,
                        "some fields are not as expected",
                        fields.errors());
    }

    /// Writes the fields of an object.
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

    private static void number(JsonGenerator out, String name, @Nullable Long value)
            throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    private static void string(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}

package org.chatcluster.gateway.command;

import static org.chatcluster.gateway.command.FrameJson.number;
import static org.chatcluster.gateway.command.FrameJson.raw;
import static org.chatcluster.gateway.command.FrameJson.string;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
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

    /// Takes a text frame's payload, and returns what it asks for or how it is refused.
    Command read(byte[] frame) {
        try {
            return command(FrameFields.read(frame));
        } catch (IOException _) {
            return Refused.notAnObject();
        }
    }

    private Command command(FrameFields fields) {
        String requestId = fields.requestId();
        String action = fields.string("action");
        return switch (action) {
            case "ping" -> fields.checked(new Ping(requestId));
            case "send_message" -> sendMessage(requestId, fields);
            case "read" -> markRead(requestId, fields);
            case "typing" -> typing(requestId, fields);
            case "watch_presence" -> watchPresence(requestId, fields);
            case "resume" -> resume(requestId, fields);
            case "authenticate" -> authenticate(requestId, fields);
            case null -> Refused.withoutAction(requestId, fields.errors());
            default -> Refused.unknownAction(requestId);
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
                FrameJson.object(out -> {
                    number(out, "chat_id", chatId);
                    string(out, "type", type == null ? "text" : type);
                    string(out, "content", content);
                    raw(out, "payload", payload);
                    number(out, "reply_to_id", replyToId);
                    string(out, "client_id", clientId);
                });
        return fields.checked(new Call(requestId, Action.SEND_MESSAGE, MESSAGES, body));
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
                FrameJson.object(out -> {
                    number(out, "seq", seq);
                    number(out, "message_id", messageId);
                });
        String path = "/api/v1/chats/" + chatId + "/read";
        return fields.checked(new Call(requestId, Action.READ, path, body));
    }

    private Command typing(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.number("chat_id");
        fields.require("chat_id", chatId);
        String path = "/api/v1/chats/" + chatId + "/typing";
        byte[] nothing = FrameJson.object(_ -> {});
        return fields.checked(new Call(requestId, Action.TYPING, path, nothing));
    }

    private Command watchPresence(@Nullable String requestId, FrameFields fields) {
        Set<Long> userIds = fields.ids("user_ids", Watch.MOST_USERS);
        fields.require("user_ids", userIds);
        return fields.checked(
                new Command.WatchPresence(requestId, userIds == null ? Set.of() : userIds));
    }

    private Command resume(@Nullable String requestId, FrameFields fields) {
        Map<Long, Long> chats = fields.seqs("chats");
        fields.require("chats", chats);
        ResumePoint point = new ResumePoint(chats == null ? Map.of() : chats, fields.flag("only"));
        return fields.checked(new Command.Resume(requestId, point));
    }

    private static Command authenticate(@Nullable String requestId, FrameFields fields) {
        String token = fields.string("token");
        fields.require("token", token);
        return fields.checked(new Command.Authenticate(requestId, token == null ? "" : token));
    }
}

package org.chatcluster.gateway.mini;

import static org.chatcluster.gateway.command.FrameJson.raw;
import static org.chatcluster.gateway.command.FrameJson.string;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.chatcluster.gateway.command.Command;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.command.FrameFields;
import org.chatcluster.gateway.command.FrameJson;
import org.jspecify.annotations.Nullable;

/// Reads the frames of the mini-application's clients. Ids may be numbers or strings. Thread-safe.
@Singleton
final class MiniReader {
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
            case "create_chat" -> createChat(requestId, fields);
            case "send_message" -> sendMessage(requestId, fields);
            case "message_read" -> messageRead(requestId, fields);
            case null -> Refused.withoutAction(requestId, fields.errors());
            default -> Refused.unknownAction(requestId);
        };
    }

    private Command createChat(@Nullable String requestId, FrameFields fields) {
        String type = fields.string("type");
        fields.require("type", type);
        String name = fields.string("name");
        String userIds = fields.strings("user_ids");
        fields.require("user_ids", userIds);
        byte[] body =
                FrameJson.object(out -> {
                    string(out, "type", type);
                    string(out, "name", name);
                    raw(out, "user_ids", userIds);
                });
        return fields.checked(
                new Call(requestId, Action.CREATE_CHAT, "/internal/connect/chats", body));
    }

    private Command sendMessage(@Nullable String requestId, FrameFields fields) {
        Long chatId = fields.id("chat_id");
        fields.require("chat_id", chatId);
        String text = fields.string("text");
        fields.require("text", text);
        String clientId = fields.string("client_id");
        return fields.checked(
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
                FrameJson.object(out -> {
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
                FrameJson.object(out ->
                        out.writeNumberField("message_id", messageId == null ? 0 : messageId));
        return fields.checked(
                new Call(requestId, Action.MESSAGE_READ, "/internal/connect/read", body));
    }

    /// Returns the fields of a text that is to be sent without a `client_id`, or null if the call
    /// has one or sends nothing.
    @Nullable Unnamed unnamed(Call call) {
        if (call.action() != Action.SEND_MESSAGE) {
            return null;
        }
        try {
            FrameFields fields = FrameFields.read(call.body());
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
}

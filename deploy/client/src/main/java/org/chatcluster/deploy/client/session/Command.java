package org.chatcluster.deploy.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;

/// Something to be done that may be repeated without harm, by either way.
///
/// @param frame what is sent over the socket; empty for what can only be done by REST
/// @param call the same by REST
public record Command(Optional<Frame> frame, Call call) {
    private static final String MESSAGES = "/api/v1/messages";
    private static final String CHATS = "/api/v1/chats";

    /// A frame without its request id.
    public record Frame(String action, ObjectNode fields) {}

    /// A REST call.
    ///
    /// @param body a missing node for none
    /// @param headers beside the token
    public record Call(String method, String path, JsonNode body, Map<String, String> headers) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /// Returns the sending of a text message, which its client id makes repeatable.
    public static Command send(long chatId, String content, String clientId) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("chat_id", chatId).put("type", "text").put("content", content);
        fields.put("client_id", clientId);
        return new Command(Optional.of(new Frame("send_message", fields)), post(MESSAGES, fields));
    }

    /// Returns the moving of a read mark, which only moves forward.
    public static Command read(long chatId, long seq) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("seq", seq);
        ObjectNode fields = body.deepCopy().put("chat_id", chatId);
        return new Command(
                Optional.of(new Frame("read", fields)), post(CHATS + "/" + chatId + "/read", body));
    }

    /// Returns an edit of a message, which its key makes repeatable.
    public static Command edit(long messageId, String content, String key) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("content", content);
        return change("PATCH", messageId, "", body, key);
    }

    /// Returns the deletion of a message.
    public static Command delete(long messageId, String key) {
        return change("DELETE", messageId, "", MissingNode.getInstance(), key);
    }

    /// Returns the adding of a reaction to a message, or its taking away.
    public static Command react(long messageId, String emoji, boolean add, String key) {
        String path = "/reactions/" + URLEncoder.encode(emoji, UTF_8);
        return change(add ? "PUT" : "DELETE", messageId, path, MissingNode.getInstance(), key);
    }

    /// Returns the adding of somebody to a group.
    public static Command addMember(long chatId, long userId, String key) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("user_ids").add(userId);
        return keyed("POST", CHATS + "/" + chatId + "/members", body, key);
    }

    /// Returns the removal of somebody from a group; who removes themself leaves it.
    public static Command removeMember(long chatId, long userId, String key) {
        String path = CHATS + "/" + chatId + "/members/" + userId;
        return keyed("DELETE", path, MissingNode.getInstance(), key);
    }

    private static Command change(
            String method, long messageId, String path, JsonNode body, String key) {
        return keyed(method, MESSAGES + "/" + messageId + path, body, key);
    }

    private static Command keyed(String method, String path, JsonNode body, String key) {
        return new Command(
                Optional.empty(), new Call(method, path, body, Map.of("Idempotency-Key", key)));
    }

    private static Call post(String path, JsonNode body) {
        return new Call("POST", path, body, Map.of());
    }
}

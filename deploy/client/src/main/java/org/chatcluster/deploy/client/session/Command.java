package org.chatcluster.deploy.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Something to be done that may be repeated without harm, by either way.
///
/// @param action on the socket
/// @param fields of the frame
/// @param path of the REST call
/// @param body of the REST call
public record Command(String action, ObjectNode fields, String path, JsonNode body) {
    /// Returns the sending of a text message, which its client id makes repeatable.
    public static Command send(long chatId, String content, String clientId) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("chat_id", chatId).put("type", "text").put("content", content);
        fields.put("client_id", clientId);
        return new Command("send_message", fields, "/api/v1/messages", fields);
    }

    /// Returns the moving of a read mark, which only moves forward.
    public static Command read(long chatId, long seq) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("seq", seq);
        ObjectNode fields = body.deepCopy().put("chat_id", chatId);
        return new Command("read", fields, "/api/v1/chats/" + chatId + "/read", body);
    }
}

package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Frames as text.
public final class Frames {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Frames() {}

    /// Returns the value that the text is; what is no JSON counts as an empty object, since a
    /// client ignores what it does not know.
    public static JsonNode parse(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json == null ? JsonNodeFactory.instance.objectNode() : json;
        } catch (JsonProcessingException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /// Returns a command with these fields.
    public static String command(String action, String requestId, ObjectNode fields) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("action", action).put("request_id", requestId);
        frame.setAll(fields);
        return frame.toString();
    }

    static String resume(String requestId, Map<Long, Long> chats, boolean only) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ObjectNode seqs = fields.putObject("chats");
        chats.forEach((chat, seq) -> seqs.put(Long.toString(chat), seq));
        if (only) {
            fields.put("only", true);
        }
        return command("resume", requestId, fields);
    }

    static String ping(String requestId) {
        return command("ping", requestId, JsonNodeFactory.instance.objectNode());
    }

    static String authenticate(String requestId, String token) {
        return command(
                "authenticate",
                requestId,
                JsonNodeFactory.instance.objectNode().put("token", token));
    }
}

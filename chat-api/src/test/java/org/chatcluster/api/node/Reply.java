package org.chatcluster.api.node;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Objects;

/// What a node answered.
public record Reply(int status, String text, HttpHeaders headers, JsonMapper mapper) {
    /// Returns the body as JSON.
    public JsonNode json() {
        try {
            return Objects.requireNonNull(mapper.readValue(text, JsonNode.class));
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    /// Returns a field of the body as text, however deep: `user.email`.
    public String field(String path) {
        JsonNode node = json();
        for (String name : path.split("\\.", -1)) {
            JsonNode next = node.get(name);
            if (next == null) {
                throw new AssertionError("no " + path + " in " + text);
            }
            node = next;
        }
        return node.isNull() ? "null" : node.coerceStringValue();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// Returns the header that shows this answer's access token.
    public String[] bearer() {
        return new String[] {"Authorization", "Bearer " + field("access_token")};
    }
}

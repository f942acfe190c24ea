package org.chatcluster.gateway.internal;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.replay.ReplayApi;
import org.jspecify.annotations.Nullable;

/// Asks `POST /internal/replay`.
@Singleton
final class HttpReplayApi implements ReplayApi {
    private final InternalApi api;
    private final JsonMapper json;

    HttpReplayApi(InternalApi api, JsonMapper json) {
        this.api = api;
        this.json = json;
    }

    @Override
    public CompletionStage<byte[]> ask(
            List<String> tokens, long ageMillis, @Nullable String after) {
        Map<String, JsonNode> question = new HashMap<>();
        question.put(
                "tokens",
                JsonNode.createArrayNode(tokens.stream().map(JsonNode::createStringNode).toList()));
        question.put("age_ms", JsonNode.createNumberNode(ageMillis));
        if (after != null) {
            question.put("after", JsonNode.createStringNode(after));
        }
        try {
            byte[] body = json.writeValueAsBytes(JsonNode.createObjectNode(question));
            return api.post("/internal/replay", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

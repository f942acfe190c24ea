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
import java.util.function.LongSupplier;
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
            List<String> tokens, LongSupplier ageMillis, @Nullable String after) {
        Map<String, JsonNode> question = new HashMap<>();
        question.put(
                "tokens",
                JsonNode.createArrayNode(tokens.stream().map(JsonNode::createStringNode).toList()));
        if (after != null) {
            question.put("after", JsonNode.createStringNode(after));
        }
        return api.post("/internal/replay", () -> body(question, ageMillis.getAsLong()));
    }

    /// The node subtracts the age from the time at which it answers, which it may take as long for
    /// as it is waited for.
    private byte[] body(Map<String, JsonNode> question, long ageMillis) {
        Map<String, JsonNode> whole = new HashMap<>(question);
        long age = ageMillis + InternalApi.LONG.toMillis();
        whole.put("age_ms", JsonNode.createNumberNode(age));
        try {
            return json.writeValueAsBytes(JsonNode.createObjectNode(whole));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.chatcluster.gateway.internal;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.presence.Presence;
import org.chatcluster.gateway.presence.PresenceApi;
import org.jspecify.annotations.Nullable;

/// Asks `POST /internal/presence` and tells `POST /internal/seen`.
@Singleton
final class HttpPresenceApi implements PresenceApi {
    private final InternalApi api;
    private final JsonMapper json;

    HttpPresenceApi(InternalApi api, JsonMapper json) {
        this.api = api;
        this.json = json;
    }

    @Override
    public CompletionStage<List<Presence>> ask(List<Long> userIds) {
        List<JsonNode> ids = userIds.stream().map(JsonNode::createNumberNode).toList();
        return api.post("/internal/presence", object("user_ids", ids)).thenApply(this::presences);
    }

    @Override
    public CompletionStage<?> seen(Map<Long, Long> agesMs) {
        List<JsonNode> seen = new ArrayList<>(agesMs.size());
        agesMs.forEach((userId, age) ->
                seen.add(
                        JsonNode.createObjectNode(
                                Map.of(
                                        "user_id", JsonNode.createNumberNode(userId),
                                        "age_ms", JsonNode.createNumberNode(age)))));
        return api.post("/internal/seen", object("seen", seen));
    }

    private byte[] object(String field, List<JsonNode> values) {
        try {
            return json.writeValueAsBytes(
                    JsonNode.createObjectNode(Map.of(field, JsonNode.createArrayNode(values))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Presence> presences(byte[] body) {
        try {
            List<Presence> all = new ArrayList<>();
            JsonNode tree = json.readValue(body, JsonNode.class);
            if (tree == null || !tree.isArray()) {
                throw new IOException("no list of presences");
            }
            for (JsonNode one : tree.values()) {
                all.add(presence(one));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Presence presence(JsonNode one) throws IOException {
        @Nullable JsonNode userId = one.get("user_id");
        if (userId == null || !userId.isNumber()) {
            throw new IOException("a presence of nobody");
        }
        @Nullable JsonNode seen = one.get("last_seen_at");
        return new Presence(
                userId.getLongValue(),
                isTrue(one.get("online")),
                isTrue(one.get("hidden")),
                seen == null || seen.isNull() ? null : seen.getStringValue());
    }

    private static boolean isTrue(@Nullable JsonNode flag) {
        return flag != null && flag.isBoolean() && flag.getBooleanValue();
    }
}

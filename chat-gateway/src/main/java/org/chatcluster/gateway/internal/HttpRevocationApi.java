package org.chatcluster.gateway.internal;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.revocation.RevocationApi;
import org.jspecify.annotations.Nullable;

/// Asks `GET /internal/revoked-families`.
@Singleton
final class HttpRevocationApi implements RevocationApi {
    private static final String PATH = "/internal/revoked-families";

    private final InternalApi api;
    private final JsonMapper json;

    HttpRevocationApi(InternalApi api, JsonMapper json) {
        this.api = api;
        this.json = json;
    }

    @Override
    public CompletionStage<Told> revoked(@Nullable String after) {
        String query =
                after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return api.get(PATH + query).thenApply(this::told);
    }

    private Told told(byte[] body) {
        try {
            JsonNode tree = json.readValue(body, JsonNode.class);
            JsonNode families = tree == null ? null : tree.get("families");
            JsonNode after = tree == null ? null : tree.get("after");
            if (after == null || after.isNull()) {
                throw new IOException("an answer without a cursor");
            }
            List<String> all = new ArrayList<>();
            if (families != null && families.isArray()) {
                families.values().forEach(family -> all.add(family.coerceStringValue()));
            }
            return new Told(all, after.coerceStringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

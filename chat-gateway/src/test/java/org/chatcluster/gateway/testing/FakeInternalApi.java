package org.chatcluster.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.jspecify.annotations.Nullable;

/// The part of the API that is for gateways alone: tells of nothing missed and nobody revoked,
/// unless a test says otherwise.
public final class FakeInternalApi {
    private static final EventHeader END = new EventHeader(EventType.SYNC_PAGE, 0, 0, 0);

    private final List<String> replays = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile Function<String, byte[]> replay = _ -> page(new EventBatch.Writer(), null);
    private volatile String families = "{\"families\":[],\"after\":\"0\"}";

    /// Returns the bodies of the questions for what was missed, also of those not answered.
    public List<String> replays() {
        return replays;
    }

    /// From now on answers every question with 503, or again as it should.
    public void isAway(boolean now) {
        away = now;
    }

    /// Says what was missed: takes the question, returns a page.
    public void missed(Function<String, byte[]> next) {
        replay = next;
    }

    /// Says which families are revoked, as the whole body.
    public void revoked(String body) {
        families = body;
    }

    /// Returns the page with those events and the cursor of the next one.
    public static byte[] page(EventBatch.Writer events, @Nullable String after) {
        String end = "{\"after\":" + (after == null ? null : '"' + after + '"') + "}";
        return events.add(List.of(), END, end.getBytes(StandardCharsets.UTF_8)).toBytes();
    }

    /// Knows of nobody's presence, and takes note of nobody.
    void handlePresence(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] nobody = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : nobody.length);
            if (!away) {
                exchange.getResponseBody().write(nobody);
            }
        }
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean aboutReplay = exchange.getRequestURI().getPath().endsWith("/replay");
            if (aboutReplay) {
                replays.add(asked);
            }
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] body =
                    aboutReplay ? replay.apply(asked) : families.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", aboutReplay ? EventBatch.MEDIA_TYPE : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

package org.chatcluster.node.health;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.util.Map;

/// Says whether the node has started: its settings were good, an API node's database is migrated,
/// it listens. It asks nobody: a node whose database or Redis is away has started, and is not
/// ready. Before that the port is closed, or the answer is 503. Everybody may ask: where calls need
/// a token, the configuration says so.
@Controller("/health/startup")
final class StartupController implements ApplicationEventListener<ServerStartupEvent> {
    private volatile boolean started;

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        started = true;
    }

    @Get
    HttpResponse<Map<String, String>> startup() {
        return started
                ? HttpResponse.ok(Map.of("status", "UP"))
                : HttpResponse.<Map<String, String>>status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(Map.of("status", "DOWN"));
    }
}

package org.chatcluster.api.node;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.chatcluster.api.drain.Drain;
import org.chatcluster.api.token.GenerateKeys;

/// An API node in this JVM.
public final class ApiNode implements AutoCloseable {
    private final EmbeddedServer server;
    private final int port;
    private final Rest rest;

    private ApiNode(EmbeddedServer server) {
        this.server = server;
        this.port = server.getPort();
        this.rest =
                new Rest(server.getURI(), server.getApplicationContext().getBean(JsonMapper.class));
    }

    /// Starts a node on a database of its own, with the demo accounts.
    public static ApiNode start() {
        return start(Map.of());
    }

    /// Starts a node with further settings, which win.
    public static ApiNode start(Map<String, Object> settings) {
        return new ApiNode(
                ApplicationContext.builder()
                        .properties(settings(settings))
                        .environments("test")
                        .banner(false)
                        .run(EmbeddedServer.class));
    }

    /// Returns the settings of a node on a database of its own.
    public static Map<String, Object> settings(Map<String, Object> further) {
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", -1);
        all.put("chat.node.name", "api-1");
        all.put("chat.database.url", TestBackends.newDatabase());
        all.put("chat.database.username", TestBackends.shared().databaseUsername());
        all.put("chat.database.password", TestBackends.shared().databasePassword());
        all.put("chat.redis.url", TestBackends.shared().redisUrl());
        all.put("chat.token.signing-keys", keys().resolve("signing-keys.json").toString());
        all.put("chat.demo.enabled", true);
        all.put("chat.web.allowed-origins", "*");
        all.put("chat.web.trusted-proxies", "127.0.0.1");
        all.put("chat.limit.logins-per-address", 100_000);
        all.put("chat.limit.registrations-per-address", 100_000);
        all.putAll(further);
        return all;
    }

    /// Returns a folder with key files.
    public static Path keys() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "keys"));
            GenerateKeys.main(new String[] {folder.toString()});
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns the client for this node.
    public Rest rest() {
        return rest;
    }

    /// Returns a bean of the node.
    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /// Ends the node as SIGTERM does.
    public void stop() {
        bean(Drain.class).drain(server);
        close();
    }

    /// Returns whether the node takes connections.
    public boolean isListening() {
        try (Socket _ = new Socket(server.getHost(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}

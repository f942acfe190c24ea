package org.chatcluster.gateway.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/// A whole gateway on a free port.
public final class GatewayNode implements AutoCloseable {
    private final EmbeddedServer server;

    private GatewayNode(EmbeddedServer server) {
        this.server = server;
    }

    public static GatewayNode start(String name, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", -1);
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("chat.node.name", name);
        all.put("chat.command.api-urls", "http://127.0.0.1:1");
        all.putAll(settings);
        return new GatewayNode(
                ApplicationContext.builder()
                        .properties(all)
                        .banner(false)
                        .run(EmbeddedServer.class));
    }

    public int port() {
        return server.getPort();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /// Opens `/ws` with that query and those headers, each `Name: value`.
    public TestSocket open(String query, String... headers) {
        return TestSocket.open(port(), "/ws" + query, headers);
    }

    /// Opens `/ws` with that token and reads `hello` from it.
    public TestSocket connect(String token) {
        TestSocket socket = open("?token=" + token);
        socket.expectHello();
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}

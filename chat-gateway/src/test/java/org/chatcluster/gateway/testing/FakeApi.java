package org.chatcluster.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.chatcluster.common.command.SendBatch;

/// A small HTTP server that stands for the API and remembers what it was asked. The sends of a
/// batch are remembered and answered one by one, as calls of their own.
public final class FakeApi implements AutoCloseable {
    /// What the API was asked.
    public record Call(
            String path,
            String body,
            String authorization,
            String requestId,
            String accept,
            int connection) {}

    /// What it answers.
    public record Reply(int status, byte[] body, Map<String, String> headers) {
        public Reply {
            headers = Map.copyOf(headers);
        }

        public Reply(int status, String body, Map<String, String> headers) {
            this(status, body.getBytes(StandardCharsets.UTF_8), headers);
        }

        public Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeInternalApi internal = new FakeInternalApi();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Reply> behaviour = _ -> new Reply(201, "{\"id\":1}");

    private FakeApi(HttpServer server) {
        this.server = server;
    }

    public static FakeApi start() {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpServer server = HttpServer.create(anyPort, 0);
            FakeApi api = new FakeApi(server);
            server.createContext("/", api::handle);
            server.createContext("/internal/replay", api.internal::handle);
            server.createContext("/internal/revoked-families", api.internal::handle);
            server.createContext("/internal/presence", api.internal::handlePresence);
            server.createContext("/internal/seen", api.internal::handlePresence);
            server.setExecutor(api.threads);
            server.start();
            return api;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void answers(Function<Call, Reply> next) {
        behaviour = next;
    }

    public List<Call> calls() {
        return calls;
    }

    /// Returns the part that is for gateways alone, whose calls are not among `calls`.
    public FakeInternalApi internal() {
        return internal;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            Call call =
                    new Call(
                            exchange.getRequestURI().getPath(),
                            new String(asked, StandardCharsets.UTF_8),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id")),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                            exchange.getRemoteAddress().getPort());
            boolean batch = call.path().equals(SendBatch.PATH);
            byte[] answers = batch ? batch(call, asked) : new byte[0];
            Reply reply = batch ? new Reply(200, "") : reply(call);
            byte[] body = batch ? answers : reply.body();
            exchange.getResponseHeaders()
                    .set("Content-Type", batch ? "application/octet-stream" : "application/json");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(Call call) {
        calls.add(call);
        return behaviour.apply(call);
    }

    private byte[] batch(Call whole, byte[] asked) {
        return SendBatch.writeAnswers(
                SendBatch.readSends(asked).stream()
                        .map(send ->
                                reply(
                                        new Call(
                                                "/api/v1/messages",
                                                new String(send.body(), StandardCharsets.UTF_8),
                                                "Bearer " + send.token(),
                                                send.requestId(),
                                                whole.accept(),
                                                whole.connection())))
                        .map(reply ->
                                new SendBatch.Answer(
                                        reply.status(),
                                        Integer.parseInt(
                                                reply.headers().getOrDefault("Retry-After", "0")),
                                        reply.body()))
                        .toList());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package org.chatcluster.deploy.cluster.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// Takes the spans of all nodes, as an OpenTelemetry collector does. Thread-safe.
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<SpanRecord> spans = new CopyOnWriteArrayList<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    /// Starts one on a free port of loopback.
    public static Collector start() {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            boolean zipped =
                    "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream plain = zipped ? new GZIPInputStream(body) : body;
            spans.addAll(SpanRecord.in(plain.readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /// Returns where nodes post their spans.
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /// Returns the spans of a trace that have come so far.
    public List<SpanRecord> spansOf(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

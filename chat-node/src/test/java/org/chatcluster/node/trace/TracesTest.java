package org.chatcluster.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.exceptions.ConfigurationException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void spansArePostedToTheEndpoint() throws Exception {
        BlockingQueue<byte[]> posted = new LinkedBlockingQueue<>();
        HttpServer collector = collector(posted);
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";

        try {
            Traces traces = exporting(new TraceConfig(endpoint, 0.5));
            traces.tracer().spanBuilder("a span of ours").startSpan().end();
            traces.close();

            assertThat(traces.areOn()).isTrue();
            assertThat(traces.ratio()).isEqualTo(0.5);
            assertThat(posted.poll(5, TimeUnit.SECONDS))
                    .asString()
                    .contains("a span of ours", "chat-api", "api-7");
        } finally {
            collector.stop(0);
        }
    }

    private static Traces exporting(TraceConfig config) {
        return new Traces(config, new Exporting().processor(config), "chat-api", "api-7");
    }

    private static HttpServer collector(BlockingQueue<byte[]> posted) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    boolean zipped =
                            "gzip"
                                    .equals(
                                            exchange.getRequestHeaders()
                                                    .getFirst("Content-Encoding"));
                    posted.add(
                            zipped
                                    ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                                    : exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void collectorThatIsAwayHoldsNothingUp() {
        Traces traces = exporting(new TraceConfig("http://127.0.0.1:1/", 1));

        traces.tracer().spanBuilder("lost").startSpan().end();
        traces.close();

        assertThat(java.util.logging.Logger.getLogger("io.opentelemetry.exporter").getLevel())
                .isEqualTo(java.util.logging.Level.OFF);
    }

    @Test
    void withoutAnEndpointNothingIsTraced() {
        Traces traces = new Traces(new TraceConfig("", 1), null, "chat-api", "api-7");

        assertThat(traces.areOn()).isFalse();
        assertThat(traces.ratio()).isZero();
        assertThat(traces.tracer().spanBuilder("none").startSpan().isRecording()).isFalse();
    }

    @Test
    void traceGoesOnFromItsParent() {
        String parent = "00-" + TRACE + "-00f067aa0ba902b7-01";

        SpanContext read =
                Span.fromContext(TraceParent.read(parent).orElseThrow()).getSpanContext();

        assertThat(read.getTraceId()).isEqualTo(TRACE);
        assertThat(read.isRemote()).isTrue();
        assertThat(TraceParent.of(read)).isEqualTo(parent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            })
    void whatIsNoParentOfAKeptTraceIsNone(String text) {
        assertThat(TraceParent.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://collector/, 0.1, chat.trace.endpoint is ftp://collector/",
        "collector:4318, 0.1, chat.trace.endpoint is collector:4318",
        "'', 1.5, chat.trace.ratio is 1.5",
        "'', NaN, chat.trace.ratio is NaN",
    })
    void badSettingIsRefused(String endpoint, double ratio, String sentence) {
        assertThatThrownBy(() -> new TraceConfig(endpoint, ratio))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }
}

package org.chatcluster.node.trace;

import io.micronaut.context.annotation.Property;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes spans and has them sent, in batches, from a thread of its own; what the collector does not
/// take in time is dropped. Does nothing, and loads nothing, without an endpoint. Thread-safe.
@Singleton
public final class Traces {
    private static final String SCOPE = "org.chatcluster";
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_QUEUE = 4_096;

    private final Tracer tracer;
    private final double ratio;
    private final @Nullable SdkTracerProvider provider;

    @Inject
    Traces(
            TraceConfig config,
            @Property(name = "micronaut.application.name", defaultValue = "chat") String service,
            @Property(name = "chat.node.name", defaultValue = "node-1") String node) {
        this(
                config.endpoint().isEmpty()
                        ? null
                        : Providers.of(exporting(config.endpoint()), service, node),
                config.ratio());
    }

    private Traces(@Nullable SdkTracerProvider provider, double ratio) {
        this.provider = provider;
        this.ratio = provider == null ? 0 : ratio;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get(SCOPE);
    }

    /// Returns traces that do nothing.
    public static Traces none() {
        return new Traces(null, 0);
    }

    /// Returns traces whose spans go to that processor, and nothing traced but by wish.
    public static Traces to(SpanProcessor processor) {
        return new Traces(Providers.of(processor, "test", "node-1"), 0);
    }

    private static SpanProcessor exporting(String endpoint) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(TIMEOUT).build();
        return BatchSpanProcessor.builder(new Export(exporter))
                .setScheduleDelay(EVERY)
                .setMaxQueueSize(LONGEST_QUEUE)
                .build();
    }

    /// Returns whether spans go anywhere.
    public boolean areOn() {
        return provider != null;
    }

    /// Returns how many of the messages are to be traced, 0 to 1.
    public double ratio() {
        return ratio;
    }

    /// Returns what makes spans. Which of them there are is the caller's to decide.
    public Tracer tracer() {
        return tracer;
    }

    @PreDestroy
    void close() {
        if (provider != null) {
            provider.shutdown().join(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}

package org.chatcluster.node.trace;

import io.micronaut.context.annotation.Property;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes spans. Does nothing, and loads nothing, where there is nobody to take them. Thread-safe.
@Singleton
public final class Traces {
    private static final String SCOPE = "org.chatcluster";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Tracer tracer;
    private final double ratio;
    private final @Nullable SdkTracerProvider provider;

    /// @param processor takes the spans; null if nobody does
    public Traces(
            TraceConfig config,
            @Nullable SpanProcessor processor,
            @Property(name = "micronaut.application.name", defaultValue = "chat") String service,
            @Property(name = "chat.node.name", defaultValue = "node-1") String node) {
        this.provider = processor == null ? null : Providers.of(processor, service, node);
        this.ratio = provider == null ? 0 : config.ratio();
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get(SCOPE);
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

package org.chatcluster.node.trace;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Has spans sent to the collector, if there is one.
@Factory
final class Exporting {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_QUEUE = 4_096;

    /// Returns what sends spans in batches, from a thread of its own. What the collector does not
    /// take in time is dropped.
    @Singleton
    @Requires(property = "chat.trace.endpoint", pattern = ".+")
    SpanProcessor processor(TraceConfig config) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(config.endpoint())
                        .setTimeout(TIMEOUT)
                        .build();
        return BatchSpanProcessor.builder(new Export(exporter))
                .setScheduleDelay(EVERY)
                .setMaxQueueSize(LONGEST_QUEUE)
                .build();
    }
}

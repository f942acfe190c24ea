package org.chatcluster.node.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends spans, and says in the node's own log what could not be sent, once in a while: a collector
/// that is away must not fill it. Thread-safe.
///
/// @param lost counts the batches that were not taken
record Export(SpanExporter exporter, AtomicLong lost) implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(Export.class);
    private static final long LOG_EVERY = 100;

    /// What the exporter says by itself goes past the node's log, with a stack trace each time.
    /// Kept here, or the logging library would forget what is set.
    private static final java.util.logging.Logger ITS_OWN =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

    Export(SpanExporter exporter) {
        this(exporter, new AtomicLong());
        ITS_OWN.setLevel(java.util.logging.Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (!result.isSuccess() && lost.getAndIncrement() % LOG_EVERY == 0) {
                LOG.warn("spans not taken by the collector spans={} batches={}", count, lost.get());
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}

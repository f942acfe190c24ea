package org.chatcluster.node.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `traceparent` by which a trace goes on in another process (W3C Trace Context, version 00).
public final class TraceParent {
    /// The header's name.
    public static final String HEADER = "traceparent";

    private static final Pattern SAMPLED =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f][13579bdf]");

    private TraceParent() {}

    /// Returns the text for a span: 55 characters.
    public static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
    }

    /// Reads such a text, and returns the context in which spans are that span's children; empty if
    /// it is no such text, or of a trace that nobody keeps.
    public static Optional<Context> read(String text) {
        Matcher sampled = SAMPLED.matcher(text);
        if (!sampled.matches()) {
            return Optional.empty();
        }
        SpanContext span =
                SpanContext.createFromRemoteParent(
                        sampled.group(1),
                        sampled.group(2),
                        TraceFlags.getSampled(),
                        TraceState.getDefault());
        return span.isValid()
                ? Optional.of(Context.root().with(Span.wrap(span)))
                : Optional.empty();
    }
}

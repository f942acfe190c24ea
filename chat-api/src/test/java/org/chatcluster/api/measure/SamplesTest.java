package org.chatcluster.api.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.common.event.EventType;
import org.chatcluster.node.trace.TraceConfig;
import org.chatcluster.node.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final CallId UNTRACED = new CallId("r-1", null);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final CallId TRACED = new CallId("r-2", "00-" + TRACE + "-00f067aa0ba902b7-01");
    private static final EventHeader EVENT = new EventHeader(EventType.MESSAGE_CREATED, 7, 3, 90);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(5));

    private final Spans spans = new Spans();
    private long nanos;

    /// Keeps spans.
    private static final class Spans implements SpanExporter {
        private final List<SpanData> ended = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            ended.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        SpanData named(String name) {
            return ended.stream()
                    .filter(span -> span.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Nothing is traced but by wish.
    private Samples samples(@Nullable SpanProcessor processor) {
        Traces traces = new Traces(new TraceConfig("", 0), processor, "chat-api", "api-1");
        return new Samples(traces, CLOCK, () -> nanos);
    }

    private static EventSample told(@Nullable Sample sample) {
        ByteBuffer payload = ByteBuffer.wrap(Objects.requireNonNull(sample).publishing(EVENT, 2));
        EventHeader.readFrom(payload);
        return EventSample.readFrom(payload);
    }

    @Test
    void atMostTwentyOfASecondAreTimedAndAtLeastSix() {
        Samples samples = samples(null);

        int timed = 0;
        for (; nanos < 1_000_000_000L; nanos += 100_000) {
            timed += samples.begin("send", UNTRACED) == null ? 0 : 1;
        }

        assertThat(timed).isBetween(6, 20);
    }

    @Test
    void messageOfAQuietNodeIsTimedAndNotTraced() {
        Samples samples = samples(SimpleSpanProcessor.create(spans));
        nanos = 1_000_000_000;

        EventSample told = told(samples.begin("send", UNTRACED));

        assertThat(told.acceptedMicros()).isEqualTo(5_000);
        assertThat(told.traceparent()).isEmpty();
        assertThat(spans.ended).isEmpty();
    }

    @Test
    void callersTraceGoesOnToTheGateways() {
        Sample sample =
                Objects.requireNonNull(
                        samples(SimpleSpanProcessor.create(spans)).begin("send", TRACED));

        sample.committed(EVENT, 12);
        EventSample told = told(sample);
        sample.published(2L, null);
        sample.answered(null);

        SpanData call = spans.named("send");
        assertThat(call.getTraceId()).isEqualTo(TRACE);
        assertThat(call.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(spans.named("commit message").getParentSpanId()).isEqualTo(call.getSpanId());
        SpanData published = spans.named("publish message");
        assertThat(published.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(told.traceparent())
                .contains("00-" + TRACE + "-" + published.getSpanId() + "-01");
    }

    @Test
    void callersDecideForAFewOfASecondAlone() {
        Samples samples = samples(SimpleSpanProcessor.create(spans));

        for (; nanos < 1_000_000_000L; nanos += 1_000_000) {
            Sample sample = samples.begin("send", TRACED);
            if (sample != null) {
                sample.answered(null);
            }
        }

        assertThat(spans.ended).hasSizeBetween(6, 20);
    }

    @Test
    void whatWasSentStandsInNoSpan() {
        Sample sample =
                Objects.requireNonNull(
                        samples(SimpleSpanProcessor.create(spans)).begin("send", TRACED));

        sample.answered(new IllegalStateException("secret"));

        assertThat(spans.named("send").getStatus().getDescription())
                .isEqualTo("IllegalStateException");
    }
}

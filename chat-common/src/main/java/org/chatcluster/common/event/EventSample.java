package org.chatcluster.common.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Of one event among many, when it was accepted and when it was published, and the trace that it
/// belongs to if it is traced. Published to a channel of its own right before the event, behind an
/// [EventHeader] with the event's chat, seq and message; so the event itself is the same bytes with
/// and without it, and a node that knows nothing of samples misses nothing (ADR-0022).
///
/// | offset | size | what |
/// | --- | --- | --- |
/// | 0 | 8 | microseconds since 1970 when the event's command was accepted, big endian |
/// | 8 | 8 | the same when the event was handed to Redis |
/// | 16 | 0 or 55 | a `traceparent` (W3C Trace Context, version 00) in ASCII |
///
/// What follows is a newer version's, and is not read.
public record EventSample(long acceptedMicros, long publishedMicros, Optional<String> traceparent) {
    private static final int TIMES = 16;
    private static final int TRACEPARENT = 55;

    /// Returns the payload: the header of the event, and this.
    public byte[] toPayload(EventHeader event) {
        byte[] trace = traceparent.orElse("").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(TIMES + trace.length);
        body.putLong(acceptedMicros).putLong(publishedMicros).put(trace);
        return new EventHeader(
                        EventType.EVENT_SAMPLE, event.chatId(), event.seq(), event.messageId())
                .prependTo(body.array());
    }

    /// Reads what follows the header.
    ///
    /// @throws UnreadableEvent if there are too few bytes
    public static EventSample readFrom(ByteBuffer body) {
        if (body.remaining() < TIMES) {
            throw new UnreadableEvent(
                    "sample of " + body.remaining() + " bytes, at least 16 expected");
        }
        long accepted = body.getLong();
        long published = body.getLong();
        if (body.remaining() < TRACEPARENT) {
            return new EventSample(accepted, published, Optional.empty());
        }
        byte[] trace = new byte[TRACEPARENT];
        body.get(trace);
        return new EventSample(
                accepted, published, Optional.of(new String(trace, StandardCharsets.US_ASCII)));
    }
}

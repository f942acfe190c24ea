package org.chatcluster.common.event;

import java.nio.ByteBuffer;

/// The fixed binary header in front of a published frame, by which a gateway orders, de-duplicates,
/// counts and logs without parsing JSON.
///
/// | offset | size | what |
/// | --- | --- | --- |
/// | 0 | 1 | version, 1 |
/// | 1 | 1 | [EventType#code()] |
/// | 2 | 8 | chat id, big endian; 0 if the event belongs to no chat |
/// | 10 | 8 | seq of the event in that chat; 0 if it has none |
/// | 18 | 8 | message id, the one id by which the logs of all nodes can be followed; 0 if none |
///
/// The frame follows from offset 26 to the end, UTF-8 JSON, exactly as the client gets it.
public record EventHeader(EventType type, long chatId, long seq, long messageId) {
    /// Bytes that a header takes.
    public static final int BYTES = 26;

    private static final byte VERSION = 1;

    /// Takes the frame's bytes and returns the published payload: this header, then the frame.
    public byte[] prependTo(byte[] frame) {
        return ByteBuffer.allocate(BYTES + frame.length)
                .put(VERSION)
                .put(type.code())
                .putLong(chatId)
                .putLong(seq)
                .putLong(messageId)
                .put(frame)
                .array();
    }

    /// Reads a header and leaves the payload's position at the frame's first byte.
    ///
    /// @throws UnreadableEvent if there are too few bytes, or the version or type is unknown
    public static EventHeader readFrom(ByteBuffer payload) {
        if (payload.remaining() < BYTES) {
            throw new UnreadableEvent(
                    "event of " + payload.remaining() + " bytes, at least 26 expected");
        }
        byte version = payload.get();
        if (version != VERSION) {
            throw new UnreadableEvent("event of version " + version + ", 1 expected");
        }
        EventType type = EventType.ofCode(payload.get());
        return new EventHeader(type, payload.getLong(), payload.getLong(), payload.getLong());
    }
}

package org.chatcluster.common.event;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The body in which the API hands events to a gateway that asks for them: what a channel would
/// have brought, one after the other.
///
/// | bytes | what |
/// | --- | --- |
/// | 4 | how many users the event is for, big endian; 0 for the caller alone |
/// | 8 each | their ids |
/// | 4 | length of the payload |
/// | n | the payload: [EventHeader], then the frame |
public final class EventBatch {
    /// The content type of such a body.
    public static final String MEDIA_TYPE = "application/vnd.chatcluster.events";

    private EventBatch() {}

    /// One event of a batch.
    ///
    /// @param userIds whom it is for; empty for the caller alone
    /// @param payload the header and the frame
    public record Entry(List<Long> userIds, ByteBuffer payload) {
        public Entry {
            userIds = List.copyOf(userIds);
        }
    }

    /// Writes entries one after the other. Not thread-safe.
    public static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

        /// Appends an event for those users.
        public Writer add(List<Long> userIds, EventHeader header, byte[] frame) {
            byte[] payload = header.prependTo(frame);
            ByteBuffer head = ByteBuffer.allocate(8 + 8 * userIds.size()).putInt(userIds.size());
            userIds.forEach(head::putLong);
            head.putInt(payload.length);
            bytes.writeBytes(head.array());
            bytes.writeBytes(payload);
            return this;
        }

        /// Returns how many bytes are written so far.
        public int size() {
            return bytes.size();
        }

        /// Returns the body.
        public byte[] toBytes() {
            return bytes.toByteArray();
        }
    }

    /// Reads a body. The payloads are views of its bytes.
    ///
    /// @throws UnreadableEvent if it is cut off or its lengths can't be
    public static List<Entry> read(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<Entry> entries = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                List<Long> userIds = new ArrayList<>();
                for (int users = in.getInt(); users > 0; users--) {
                    userIds.add(in.getLong());
                }
                int length = in.getInt();
                entries.add(new Entry(userIds, in.slice(in.position(), length)));
                in.position(in.position() + length);
            }
            return entries;
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw new UnreadableEvent("batch of events is cut off at byte " + in.position());
        }
    }
}

package org.chatcluster.deploy.cluster.observe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A span as a collector gets it.
///
/// @param parentId empty for the first of a trace
public record SpanRecord(String traceId, String spanId, String parentId, String name, int kind) {
    private static final HexFormat HEX = HexFormat.of();

    /// Reads the body of a post to a collector (`ExportTraceServiceRequest` of
    /// opentelemetry-proto).
    static List<SpanRecord> in(byte[] body) {
        List<SpanRecord> spans = new ArrayList<>();
        for (Field resource : fields(body, 1)) {
            for (Field scope : fields(resource.bytes(), 2)) {
                for (Field span : fields(scope.bytes(), 2)) {
                    spans.add(span(span.bytes()));
                }
            }
        }
        return spans;
    }

    private static SpanRecord span(byte[] message) {
        return new SpanRecord(
                HEX.formatHex(first(message, 1)),
                HEX.formatHex(first(message, 2)),
                HEX.formatHex(first(message, 4)),
                new String(first(message, 5), StandardCharsets.UTF_8),
                fields(message, 6).stream().mapToInt(field -> (int) field.number()).sum());
    }

    private static byte[] first(byte[] message, int number) {
        return fields(message, number).stream()
                .findFirst()
                .map(Field::bytes)
                .orElseGet(() -> new byte[0]);
    }

    /// A field of a message: bytes, or a number.
    private record Field(byte[] bytes, long number) {}

    /// Returns the fields of that number (Protocol Buffers encoding: a key of number and type, then
    /// a varint, 8 bytes, a length and bytes, or 4 bytes).
    private static List<Field> fields(byte[] message, int number) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> found = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            Field field =
                    switch ((int) (key & 7)) {
                        case 0 -> new Field(new byte[0], varint(in));
                        case 1 -> new Field(new byte[0], in.getLong());
                        case 2 -> new Field(bytes(in), 0);
                        case 5 -> new Field(new byte[0], in.getInt());
                        default -> throw new IllegalArgumentException("field of key " + key);
                    };
            if (key >>> 3 == number) {
                found.add(field);
            }
        }
        return found;
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}

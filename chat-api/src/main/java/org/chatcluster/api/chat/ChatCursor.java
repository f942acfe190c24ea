package org.chatcluster.api.chat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.chatcluster.api.refusal.InvalidInput;

/// A place in a member's chat list (keyset paging): below the chat that rose at that time with that
/// id. On the wire it is opaque text.
record ChatCursor(Instant risenAt, long id) {
    /// Above the first chat: the far future, within PostgreSQL's range.
    static final ChatCursor TOP =
            new ChatCursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    private static final int BYTES = 2 * Long.BYTES;

    static ChatCursor after(ChatRow row) {
        return new ChatCursor(row.risenAt(), row.id());
    }

    /// @throws InvalidInput for text that [#text()] did not make
    static ChatCursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                Instant risenAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
                if (!risenAt.isBefore(Instant.EPOCH) && !risenAt.isAfter(TOP.risenAt())) {
                    return new ChatCursor(risenAt, bytes.getLong());
                }
            }
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
        throw malformed();
    }

    String text() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, risenAt))
                        .putLong(id)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static InvalidInput malformed() {
        return new InvalidInput("cursor", "must be one that the server gave");
    }
}

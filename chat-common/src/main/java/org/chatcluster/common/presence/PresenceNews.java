package org.chatcluster.common.presence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Word that a user's presence may have changed. Who gets it looks how things stand: it is a hint
/// and not the truth, so it may come late, twice, or not at all. Many are published as one payload,
/// nine bytes each:
///
/// | size | what |
/// | --- | --- |
/// | 1 | [Kind], by its code |
/// | 8 | the user's id, big endian |
public record PresenceNews(Kind kind, long userId) {
    private static final int BYTES = 9;

    /// What may have happened.
    public enum Kind {
        /// A gateway has begun to listen for the user.
        CAME(1),

        /// A gateway has ceased to listen for the user, who was away for the linger.
        LEFT(2),

        /// The user shows or hides their presence from now on.
        CHANGED(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    /// Returns the payload that tells of all of these.
    public static byte[] write(Collection<PresenceNews> all) {
        ByteBuffer payload = ByteBuffer.allocate(BYTES * all.size());
        all.forEach(news -> payload.put(news.kind.code).putLong(news.userId));
        return payload.array();
    }

    /// Reads a payload. Kinds that this version does not know are left out, and so is what is cut
    /// off.
    public static List<PresenceNews> read(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        List<PresenceNews> all = new ArrayList<>(payload.length / BYTES);
        while (in.remaining() >= BYTES) {
            byte code = in.get();
            long userId = in.getLong();
            for (Kind kind : Kind.values()) {
                if (kind.code == code) {
                    all.add(new PresenceNews(kind, userId));
                }
            }
        }
        return all;
    }
}

package org.chatcluster.api.read;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The marks that moved in one chat and that its members are not told of yet. Not thread-safe.
///
/// Invariant: holds at most [#MOST] marks, those that moved last, one a member.
final class GatheredMarks {
    /// Marks told of together, at most.
    static final int MOST = 100;

    /// What one chat's marks may cost: so many frames to members in a second.
    private static final int FRAMES_PER_SECOND = 1_000;

    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Map<Long, Long> seqs = new LinkedHashMap<>();
    private long lastSeq;
    private long nextNanos;

    /// @param nextNanos the `System.nanoTime` before which nobody is told
    GatheredMarks(long nextNanos) {
        this.nextNanos = nextNanos;
    }

    /// Takes note of a mark.
    void add(long userId, long seq) {
        seqs.remove(userId);
        seqs.put(userId, seq);
        if (seqs.size() > MOST) {
            seqs.remove(seqs.keySet().iterator().next());
        }
        lastSeq = Math.max(lastSeq, seq);
    }

    /// Puts the time off before which nobody is told.
    void notBefore(long nanos) {
        nextNanos = nanos;
    }

    boolean isDue(long nowNanos) {
        return nextNanos - nowNanos <= 0;
    }

    boolean isEmpty() {
        return seqs.isEmpty();
    }

    /// Returns the highest seq among the marks.
    long lastSeq() {
        return lastSeq;
    }

    /// Returns how long a chat of that many members is left alone after it was told.
    static Duration pause(long members) {
        Duration pause = Duration.ofMillis(members * 1_000 / FRAMES_PER_SECOND);
        return pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
    }

    /// Returns the data of a `message.read` that tells of all marks, and in its own fields of the
    /// newest, for clients that look no further.
    byte[] data(long chatId) {
        String marks =
                seqs.entrySet().stream()
                        .map(mark -> mark(mark.getKey(), mark.getValue()))
                        .collect(Collectors.joining("},{", "[{", "}]"));
        Map.Entry<Long, Long> newest =
                seqs.entrySet().stream().reduce((_, later) -> later).orElseThrow();
        return "{\"chat_id\":%d,%s,\"marks\":%s}"
                .formatted(chatId, mark(newest.getKey(), newest.getValue()), marks)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String mark(long userId, long seq) {
        return "\"user_id\":%d,\"last_read_seq\":%d".formatted(userId, seq);
    }
}

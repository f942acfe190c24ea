package org.chatcluster.deploy.client.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of one chat. Not thread-safe.
///
/// Invariant: every change up to [#upTo()] is known, the next one is not, and what is known beyond
/// it is in `ahead`, at most [#MOST_AHEAD] of it, or was passed before the cursor went back.
final class Cursor {
    static final int MOST_AHEAD = 5_000;
    private static final long NOWHERE = Long.MAX_VALUE;

    private final TreeMap<Long, ChatMessage> ahead = new TreeMap<>();
    private final List<ChatMessage> released = new ArrayList<>();

    /// Ranges, the last seq of each by its first: a chat's `seq` may have jumped far.
    private final TreeMap<Long, Long> passed = new TreeMap<>();

    private long begin;
    private long upTo;
    private long refused = NOWHERE;
    private boolean incomplete;

    Cursor(long upTo) {
        this.begin = upTo;
        this.upTo = upTo;
    }

    long upTo() {
        return upTo;
    }

    /// Returns the highest change that is known, beyond holes too.
    long highest() {
        long highest = ahead.isEmpty() ? upTo : Math.max(upTo, ahead.lastKey());
        return passed.values().stream().reduce(highest, Math::max);
    }

    /// Goes back to a seq before the one at which it began: what lies between is missing, what was
    /// passed since is not passed again.
    void goBack(long seq) {
        if (seq < begin) {
            if (begin < upTo) {
                passed.put(begin + 1, upTo);
            }
            begin = seq;
            upTo = seq;
        }
    }

    /// Begins at that seq, and forgets what lies before.
    void beginAt(long seq) {
        ahead.headMap(seq, true).clear();
        passed.headMap(seq, true).values().removeIf(last -> last <= seq);
        begin = seq;
        upTo = Math.max(upTo, seq);
    }

    /// Returns whether something is known, or was refused, beyond a hole.
    boolean hasHole() {
        return !ahead.isEmpty() || !passed.isEmpty() || refused != NOWHERE || incomplete;
    }

    /// Notes a message.
    ///
    /// @return false if it is known already, or if there is no room for it beyond the hole: then it
    ///   comes again with what fills the hole
    boolean admit(ChatMessage message) {
        long change = message.changeSeq();
        if (change <= upTo || ahead.containsKey(change) || isPassed(change)) {
            return false;
        }
        if (ahead.size() >= MOST_AHEAD && change != upTo + 1) {
            refused = Math.min(refused, change);
            return false;
        }
        ahead.put(change, message.seq() <= upTo ? message.asChange() : message);
        return true;
    }

    /// Notes that everything up to a seq has been told: what is missing below it was changed again
    /// later, and came as that later change.
    void toldUpTo(long seq) {
        long told = Math.min(seq, refused - 1);
        incomplete = seq >= refused;
        if (incomplete) {
            refused = NOWHERE;
        }
        released.addAll(ahead.headMap(told, true).values());
        ahead.headMap(told, true).clear();
        passed.headMap(told, true).values().removeIf(last -> last <= told);
        upTo = Math.max(upTo, told);
    }

    /// Moves on over what is known without a hole, and returns all that was passed since the last
    /// call, in order.
    List<ChatMessage> release() {
        while (ahead.containsKey(upTo + 1) || isPassed(upTo + 1)) {
            upTo =
                    isPassed(upTo + 1)
                            ? Objects.requireNonNull(passed.remove(passed.firstKey()))
                            : upTo + 1;
            Optional.ofNullable(ahead.remove(upTo)).ifPresent(released::add);
        }
        List<ChatMessage> all = List.copyOf(released);
        released.clear();
        return all;
    }

    private boolean isPassed(long change) {
        Map.Entry<Long, Long> range = passed.floorEntry(change);
        return range != null && change <= range.getValue();
    }
}

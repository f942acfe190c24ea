package org.chatcluster.deploy.client.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `resume` commands of one socket: one at a time. Not thread-safe.
final class Resumes {
    /// The most chats that one `resume` may name.
    static final int MOST_CHATS = 1_000;

    private static final int MOST_TRIES = 3;

    private final Deque<Ask> waiting = new ArrayDeque<>();
    private Optional<Ask> asked = Optional.empty();
    private String requestId = "";
    private int number;
    private int tries;
    private long due;

    /// One `resume`.
    ///
    /// @param only whether chats that are not named are left out
    record Ask(Map<Long, Long> chats, boolean only) {}

    boolean isUnderWay() {
        return asked.isPresent();
    }

    /// Returns whether nothing is under way and nothing waits.
    boolean isIdle() {
        return asked.isEmpty() && waiting.isEmpty();
    }

    /// Asks for everything that changed in any chat, instead of all that waited to be asked.
    void everything(Map<Long, Long> seqs) {
        waiting.clear();
        if (seqs.size() <= MOST_CHATS) {
            waiting.add(new Ask(seqs, false));
        } else {
            slices(seqs).forEach(slice -> waiting.add(new Ask(slice, true)));
        }
    }

    /// Asks for what changed in these chats.
    void only(Map<Long, Long> seqs) {
        slices(seqs).forEach(slice -> waiting.add(new Ask(slice, true)));
    }

    /// Returns the frame to send now, if one is due.
    Optional<String> next(long now, Duration patience) {
        if (asked.isEmpty()) {
            asked = Optional.ofNullable(waiting.poll());
            tries = 0;
            due = now;
        }
        if (asked.isEmpty() || now < due) {
            return Optional.empty();
        }
        tries++;
        due = now + patience.toNanos();
        requestId = "resume-" + ++number;
        return asked.map(ask -> Frames.resume(requestId, ask.chats(), ask.only()));
    }

    /// Returns whether the socket does not answer any more.
    boolean isInVain(long now) {
        return asked.isPresent() && tries >= MOST_TRIES && now >= due;
    }

    /// Notes that something came: an answer may be long.
    void stillComing(long now, Duration patience) {
        if (asked.isPresent() && tries > 0) {
            due = Math.max(due, now + patience.toNanos());
        }
    }

    /// Notes an answer.
    ///
    /// @return whether it was the one that was awaited
    boolean done(String answered) {
        boolean awaited = asked.isPresent() && answered.equals(requestId);
        if (awaited) {
            asked = Optional.empty();
        }
        return awaited;
    }

    /// Notes that it was refused for now.
    void again(String refused, long now, Duration wait) {
        if (asked.isPresent() && refused.equals(requestId)) {
            tries = 0;
            due = now + wait.toNanos();
        }
    }

    /// Returns when there is something to do.
    long due(long otherwise) {
        return asked.isPresent() ? due : otherwise;
    }

    private static List<Map<Long, Long>> slices(Map<Long, Long> seqs) {
        List<Map.Entry<Long, Long>> entries = List.copyOf(seqs.entrySet());
        List<Map<Long, Long>> slices = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += MOST_CHATS) {
            int to = Math.min(entries.size(), from + MOST_CHATS);
            slices.add(Map.ofEntries(entries.subList(from, to).toArray(Map.Entry[]::new)));
        }
        return slices;
    }
}

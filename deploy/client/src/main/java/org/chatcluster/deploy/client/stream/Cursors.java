package org.chatcluster.deploy.client.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What is known of every chat. Lives as long as the client, over all its connections. Not
/// thread-safe. Times are `System.nanoTime()`.
///
/// Invariant: the user joined the chats that are known after they left them last, by seq, and
/// nothing of before that is taken any more; so events that overtake each other are put right (rule
/// 8 of the contract).
public final class Cursors {
    private static final long NEVER = -1;

    private final TreeMap<Long, Cursor> byChat = new TreeMap<>();
    private final Map<Long, Long> holeSince = new HashMap<>();
    private final Map<Long, Long> joinedAt = new HashMap<>();
    private final Map<Long, Long> leftAt = new HashMap<>();
    private final Map<Long, Long> createdAt = new HashMap<>();
    private final Delivery delivery;

    /// @param known up to which seq each chat is known
    public Cursors(Map<Long, Long> known, Delivery delivery) {
        known.forEach((chat, seq) -> byChat.put(chat, new Cursor(seq)));
        this.delivery = delivery;
    }

    /// Returns up to which seq each chat is known without a hole, for `resume`.
    public Map<Long, Long> seqs() {
        Map<Long, Long> seqs = new TreeMap<>();
        byChat.forEach((chat, cursor) -> seqs.put(chat, cursor.upTo()));
        return seqs;
    }

    /// Returns up to which seq one chat is known without a hole; 0 for a chat that is not.
    long upTo(long chat) {
        Cursor cursor = byChat.get(chat);
        return cursor == null ? 0 : cursor.upTo();
    }

    /// Takes a message in and returns what is to be handed on now: no message twice, and in order
    /// if order is asked for. A chat that nothing was known of begins with this message; one that
    /// the user was removed from begins again after the removal, and nothing of before is taken.
    List<ChatMessage> admit(ChatMessage message, long now) {
        Long left = leftAt.get(message.chatId());
        if (left != null && message.changeSeq() <= left) {
            return List.of();
        }
        Cursor cursor =
                byChat.computeIfAbsent(
                        message.chatId(),
                        _ -> new Cursor(left == null ? message.changeSeq() - 1 : left));
        boolean isNew = cursor.admit(message);
        List<ChatMessage> inOrder = released(message.chatId(), cursor, now);
        return switch (delivery) {
            case IN_ORDER -> inOrder;
            case AS_IT_COMES -> isNew ? List.of(message) : List.of();
        };
    }

    /// Notes that everything of a chat up to a seq has been told, and returns what is to be handed
    /// on now.
    List<ChatMessage> toldUpTo(long chat, long seq, long now) {
        if (leftAt.containsKey(chat) && !byChat.containsKey(chat)) {
            return List.of();
        }
        Cursor cursor = byChat.computeIfAbsent(chat, _ -> new Cursor(seq));
        cursor.toldUpTo(seq);
        List<ChatMessage> inOrder = released(chat, cursor, now);
        return switch (delivery) {
            case IN_ORDER -> inOrder;
            case AS_IT_COMES -> List.of();
        };
    }

    /// Notes a chat that was joined at that seq; what was in it before is history, which is paged
    /// on demand. A message of it may have come already.
    ///
    /// @return false if it is late: the chat has been left since, or even joined again
    boolean join(long chat, long seq) {
        if (leftAt.getOrDefault(chat, NEVER) >= seq || createdAt.getOrDefault(chat, NEVER) > seq) {
            return false;
        }
        createdAt.put(chat, seq);
        joinedAt.merge(chat, seq, Math::max);
        byChat.computeIfAbsent(chat, _ -> new Cursor(seq)).goBack(seq);
        return true;
    }

    /// Notes that the user was a member of a chat as of that seq.
    void memberAsOf(long chat, long seq) {
        if (leftAt.getOrDefault(chat, NEVER) < seq) {
            joinedAt.merge(chat, seq, Math::max);
        }
    }

    /// Notes the user's removal from a chat at that seq. What came of later is of another stay,
    /// whose joining is yet to be told, and stays known.
    ///
    /// @return false if it is late: the user was a member after that
    boolean leave(long chat, long seq) {
        if (joinedAt.getOrDefault(chat, NEVER) > seq) {
            return false;
        }
        Cursor cursor = byChat.get(chat);
        if (cursor != null && cursor.highest() > seq) {
            cursor.beginAt(seq);
        } else {
            forget(chat);
        }
        leftAt.merge(chat, seq, Math::max);
        return true;
    }

    /// Notes that the user is not a member of a chat any more; since when is not told, but after
    /// all that came of it, beyond a hole too.
    void lose(long chat) {
        Cursor cursor = byChat.get(chat);
        long came = cursor == null ? 0 : cursor.highest();
        long known = Math.max(came, joinedAt.getOrDefault(chat, NEVER));
        forget(chat);
        leftAt.merge(chat, known, Math::max);
    }

    /// Forgets a chat, which may come back any time.
    void forget(long chat) {
        byChat.remove(chat);
        holeSince.remove(chat);
    }

    /// Returns the chats, and up to where they are known, whose holes are at least that old, and
    /// gives each of them as much time again.
    Map<Long, Long> overdueHoles(long now, Duration age) {
        Map<Long, Long> overdue = new TreeMap<>();
        holeSince.forEach((chat, since) -> {
            if (now - since >= age.toNanos()) {
                overdue.put(chat, upTo(chat));
            }
        });
        overdue.keySet().forEach(chat -> holeSince.put(chat, now));
        return overdue;
    }

    /// Returns since when the oldest hole is there.
    OptionalLong oldestHole() {
        return holeSince.values().stream().mapToLong(Long::longValue).min();
    }

    private List<ChatMessage> released(long chat, Cursor cursor, long now) {
        List<ChatMessage> passed = cursor.release();
        if (!cursor.hasHole() || delivery == Delivery.AS_IT_COMES) {
            holeSince.remove(chat);
        } else if (passed.isEmpty()) {
            holeSince.putIfAbsent(chat, now);
        } else {
            holeSince.put(chat, now);
        }
        return passed;
    }
}

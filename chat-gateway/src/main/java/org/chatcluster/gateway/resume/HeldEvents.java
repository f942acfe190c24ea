package org.chatcluster.gateway.resume;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;

/// The live events that wait until a replay is over. For one event loop alone.
///
/// Invariant: at most that many bytes and one event are held. On top of that, the changes that the
/// next round brings are dropped until it begins; if the other events alone are too many, they are
/// lost, and with them those that follow, so that no chat goes on behind a hole.
final class HeldEvents {
    /// What a replay brings. Other events may carry a seq of another meaning.
    private static final Set<EventType> CHANGES =
            Set.of(EventType.MESSAGE_CREATED, EventType.MESSAGE_UPDATED, EventType.MESSAGE_DELETED);

    /// What an event costs beside its bytes.
    private static final int OVERHEAD = 96;

    private final int bound;
    private final LongPredicate named;
    private final Queue<ClientEvent> events = new ArrayDeque<>();
    private long bytes;
    private boolean overflowed;
    private boolean lost;

    /// Makes an empty hold.
    ///
    /// @param named whether the next round brings the changes of a chat
    HeldEvents(int bound, LongPredicate named) {
        this.bound = bound;
        this.named = named;
    }

    /// Returns whether the event is a change of its chat and took a seq of it.
    private static boolean isChange(ClientEvent event) {
        return CHANGES.contains(event.header().type());
    }

    private boolean comesAgain(ClientEvent event) {
        return isChange(event) && named.test(event.header().chatId());
    }

    /// Takes an event, and with it one reference to its frame.
    void add(ClientEvent event) {
        if (comesAgain(event) ? overflowed : lost) {
            event.frame().release();
            return;
        }
        events.add(event);
        bytes += bytes(event);
        if (bytes > bound) {
            overflowed = true;
            drop(this::comesAgain);
        }
        if (bytes > bound) {
            lost = true;
            drop(_ -> true);
        }
    }

    private static long bytes(ClientEvent event) {
        return event.frame().readableBytes() + OVERHEAD;
    }

    private void drop(Predicate<ClientEvent> which) {
        events.removeIf(event -> {
            boolean dropped = which.test(event);
            if (dropped) {
                bytes -= bytes(event);
                event.frame().release();
            }
            return dropped;
        });
    }

    /// Returns whether changes were dropped that only another round brings.
    boolean hasOverflowed() {
        return overflowed;
    }

    /// Begins to hold changes again, since a round begins that brings those dropped so far.
    void beginRound() {
        overflowed = false;
    }

    /// Returns whether something was dropped that no round so far has brought.
    boolean hasLost() {
        return lost || overflowed;
    }

    /// Gives up what is held: changes that were replayed are dropped, the others go on their way.
    ///
    /// @param replayed up to which seq changes were replayed, by chat
    void release(Map<Long, Long> replayed, Consumer<ClientEvent> next) {
        for (ClientEvent event = events.poll(); event != null; event = events.poll()) {
            bytes -= bytes(event);
            Long upTo = replayed.get(event.header().chatId());
            if (isChange(event) && upTo != null && event.header().seq() <= upTo) {
                event.frame().release();
            } else {
                next.accept(event);
            }
        }
    }

    /// Drops what came of a chat up to the user's removal from it, and the news of that too: the
    /// replay has told it.
    ///
    /// @param seq that the removal took, or 0 if only that news may know it
    void dropUpToRemoval(long chatId, long seq) {
        long removal =
                events.stream()
                        .map(ClientEvent::header)
                        .filter(header -> header.type() == EventType.SELF_REMOVED)
                        .filter(header -> header.chatId() == chatId)
                        .mapToLong(EventHeader::seq)
                        .reduce(seq, Math::max);
        if (removal > 0) {
            drop(event -> event.header().chatId() == chatId && event.header().seq() <= removal);
        }
    }

    /// Drops what is held.
    void close() {
        drop(_ -> true);
    }
}

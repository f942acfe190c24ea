package org.chatcluster.gateway.resume;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How many bytes of pages the sessions of a node may have under way together, so that many who
/// resume and read nothing cost no more than that. A page that has no room waits for its turn, in
/// the order in which they were asked for. Thread-safe.
///
/// Invariant: a turn is given only while what the turns hold leaves room for [#LARGEST]. So the
/// budget is exceeded only by what pages under way are larger than that.
public final class PageBudget {
    /// What a page is taken for until it is there: 20 messages of the longest content in a script
    /// of three bytes a character.
    static final int LARGEST = 256 << 10;

    private final Set<Turn> waiting = new LinkedHashSet<>();
    private long free;

    /// Makes a budget of that many bytes, but for one page at least.
    public PageBudget(long bytes) {
        this.free = Math.max(bytes, LARGEST);
    }

    /// Asks for room for a page.
    ///
    /// @param begin is called when there is room, on any thread, maybe before this returns; whoever
    ///   is called must say in the end that the page has arrived
    public Turn ask(Consumer<Turn> begin) {
        Turn turn = new Turn(begin);
        synchronized (this) {
            waiting.add(turn);
        }
        grant();
        return turn;
    }

    private void grant() {
        for (Turn next = nextTurn(); next != null; next = nextTurn()) {
            next.begin.accept(next);
        }
    }

    private synchronized @Nullable Turn nextTurn() {
        Iterator<Turn> first = waiting.iterator();
        if (free < LARGEST || !first.hasNext()) {
            return null;
        }
        Turn next = first.next();
        first.remove();
        next.hold(LARGEST);
        next.underWay = true;
        return next;
    }

    /// The room of one page.
    public final class Turn {
        private final Consumer<Turn> begin;
        private long held;
        private boolean underWay;
        private boolean over;

        private Turn(Consumer<Turn> begin) {
            this.begin = begin;
        }

        private void hold(long bytes) {
            free += held - bytes;
            held = bytes;
        }

        /// Says that the page is there, or with 0 that it does not come.
        public void arrived(long bytes) {
            synchronized (PageBudget.this) {
                underWay = false;
                hold(over ? 0 : bytes);
            }
            grant();
        }

        /// Says that nobody needs the page any more. One that is under way has room until it
        /// arrives.
        public void end() {
            synchronized (PageBudget.this) {
                over = true;
                waiting.remove(this);
                if (!underWay) {
                    hold(0);
                }
            }
            grant();
        }

        /// Returns whether nobody needs the page any more.
        public boolean isOver() {
            synchronized (PageBudget.this) {
                return over;
            }
        }
    }
}

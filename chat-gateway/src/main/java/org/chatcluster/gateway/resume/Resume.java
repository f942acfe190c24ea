package org.chatcluster.gateway.resume;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.resume.Outcome.Failed;
import org.chatcluster.gateway.resume.Outcome.Replayed;
import org.chatcluster.gateway.resume.Page.Change;
import org.jspecify.annotations.Nullable;

/// One resume of one session: asks for page after page, writes each as fast as the client takes it,
/// and holds the live events meanwhile (ADR-0012). For the session's event loop alone.
///
/// Invariant: the node listens to the user's channel before a page is asked for. So a change is in
/// a page, or comes live after the page was asked for and is held; or in both, which its seq tells.
/// If more comes than may be held, changes are dropped and another round is made from the seqs that
/// were reached; what is lost for good, the client is told of.
public final class Resume {
    /// A client that is slower than its chats is told to come again.
    static final int MOST_ROUNDS = 3;

    private final Outlet outlet;
    private final Pages pages;
    private final Consumer<Outcome> ended;
    private final boolean only;
    private final Map<Long, Long> point;
    private final Map<Long, Long> replayed = new HashMap<>();
    private final Map<Long, Long> lost = new HashMap<>();
    private final HeldEvents held;
    private Iterator<Change> changes = Collections.emptyIterator();
    private @Nullable Page page;
    private int round = 1;
    private boolean over;

    /// Makes a resume.
    ///
    /// @param heldBytes how many bytes of live events may wait until it is over
    /// @param ended hears how it ended, before what was held goes on its way, unless it is closed
    public Resume(
            Outlet outlet, ResumePoint point, Pages pages, int heldBytes, Consumer<Outcome> ended) {
        this.outlet = outlet;
        this.point = new HashMap<>(point.chats());
        this.only = point.only();
        this.pages = pages;
        this.held = new HeldEvents(heldBytes, this.point::containsKey);
        this.ended = ended;
    }

    /// Asks for the first page.
    public void start() {
        orBreak(() -> fetch(null));
    }

    /// Nobody else would ever end a resume that fails between two pages.
    private void orBreak(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            outlet.broken(e);
        }
    }

    private void letPageGo() {
        page = null;
        changes = Collections.emptyIterator();
        outlet.holdsPage(false);
        pages.taken();
    }

    private void fetch(@Nullable Long joinedAfter) {
        letPageGo();
        pages.next(new ResumePoint(point, only), joinedAfter)
                .whenComplete((next, failure) ->
                        outlet.executor().execute(() -> orBreak(() -> fetched(next, failure))));
    }

    private void fetched(@Nullable Page next, @Nullable Throwable failure) {
        if (over) {
            return;
        }
        if (next == null) {
            finish(new Failed(requireNonNull(failure)));
            return;
        }
        page = next;
        changes = next.changes().iterator();
        outlet.holdsPage(true);
        goOn();
    }

    /// Goes on writing. To be called when the outlet is clear again; otherwise does nothing.
    public void proceed() {
        orBreak(this::goOn);
    }

    private void goOn() {
        while (page != null && outlet.isClear()) {
            if (changes.hasNext()) {
                replay(changes.next());
            } else {
                // Nothing more is asked for before this is taken.
                outlet.flush();
                if (outlet.isClear()) {
                    told(page);
                }
            }
        }
    }

    private void replay(Change change) {
        if (change.header().type() == EventType.MEMBER_REMOVED) {
            point.remove(change.header().chatId());
            lost.put(change.header().chatId(), change.header().seq());
            outlet.left(change.header());
        }
        ByteBuffer json = change.frame();
        ByteBuf frame = ServerFrames.text(ByteBufAllocator.DEFAULT, json.remaining());
        outlet.replay(frame.writeBytes(json.duplicate()));
    }

    private void told(Page last) {
        last.chats()
                .forEach((chat, seq) -> {
                    if (point.replace(chat, seq) != null) {
                        replayed.put(chat, seq);
                    }
                });
        if (last.more()) {
            fetch(last.joinedAfter());
        } else if (held.hasOverflowed() && round < MOST_ROUNDS) {
            round++;
            held.beginRound();
            fetch(null);
        } else {
            finish(new Replayed(replayed));
        }
    }

    private void finish(Outcome outcome) {
        letPageGo();
        over = true;
        ended.accept(outcome);
        lost.forEach(held::dropUpToRemoval);
        held.release(replayed, outlet::pass);
        if (held.hasLost()) {
            outlet.missed();
        }
        outlet.flush();
        outlet.resumed();
    }

    /// Takes a live event, and with it one reference to its frame, if it must wait: returns false,
    /// and has taken nothing, for one that the replay has nothing to do with.
    public boolean hold(ClientEvent event) {
        if (over || (only && !point.containsKey(event.header().chatId()))) {
            return false;
        }
        held.add(event);
        return true;
    }

    /// Gives up, without a word: the session has ended.
    public void close() {
        letPageGo();
        over = true;
        held.close();
    }
}

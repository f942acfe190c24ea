package org.chatcluster.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.measure.SocketCounts;
import org.chatcluster.gateway.presence.Viewer;
import org.chatcluster.gateway.presence.Watch;
import org.chatcluster.gateway.presence.Watchers;
import org.chatcluster.gateway.resume.Outcome;
import org.chatcluster.gateway.resume.Outlet;
import org.chatcluster.gateway.resume.Pages;
import org.chatcluster.gateway.resume.Resume;
import org.chatcluster.gateway.resume.ResumePoint;
import org.chatcluster.gateway.socket.SendQueue.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How events come to one session: as they happen, held while it resumes, or not at all while it
/// has fallen behind (ADR-0012). For the session's event loop alone.
///
/// Invariant: after an event was dropped, none is queued before the client is told `behind`, which
/// it is when it has taken what was queued before. How long it is waited for is [Patience]'s.
final class Feed implements Outlet, Viewer {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final ByteBuf BEHIND =
            Unpooled.unreleasableBuffer(
                    ServerFrames.text(
                            UnpooledByteBufAllocator.DEFAULT,
                            EventFrame.around("behind", "{}".getBytes(StandardCharsets.UTF_8))));

    private final Session session;
    private final SendQueue queue;
    private final SocketConfig config;
    private final Watchers watchers;
    private final SocketCounts counts;
    private final Patience patience;
    private final LeftChats left = new LeftChats();
    private @Nullable Resume resume;
    private @Nullable Watch watch;
    private boolean behind;
    private boolean closed;

    Feed(Session session, SendQueue queue, Sessions sessions) {
        this.session = session;
        this.queue = queue;
        this.config = sessions.config();
        this.watchers = sessions.watchers();
        this.counts = sessions.counts();
        this.patience = new Patience(session, config.stuckTimeout(), counts::stuck);
    }

    /// Sends the first frame. The client must take it in time, as it must a page: both have room
    /// that is missing to others.
    ///
    /// @param taken hears that the client has it, or never will
    void begin(ByteBuf frame, Runnable taken) {
        holdsPage(true);
        queue.begin(
                frame,
                () -> {
                    holdsPage(false);
                    taken.run();
                });
    }

    /// Takes an event, and with it one reference to its frame.
    void deliver(ClientEvent event) {
        if (left.isOver(event.header())) {
            event.frame().release();
            return;
        }
        if (event.header().type().isEphemeral()) {
            ByteBuf frame = session.protocol().frame(event);
            if (frame != null) {
                queue.offer(frame, Kind.EPHEMERAL);
            }
            return;
        }
        if (resume == null || !resume.hold(event)) {
            pass(event);
        }
    }

    @Override
    public void pass(ClientEvent event) {
        if (behind) {
            event.frame().release();
            return;
        }
        ByteBuf frame = session.protocol().frame(event);
        if (frame == null) {
            return;
        }
        if (!queue.offerEvent(frame, Delivery.of(event, session))) {
            fallBehind();
        }
    }

    private void fallBehind() {
        LOG.debug(
                "WebSocket behind: user_id={} session={} queued_bytes={}",
                session.userId(),
                session.sessionId(),
                queuedBytes());
        queue.dropEvents();
        if (!behind && !closed) {
            counts.fellBehind();
        }
        behind = true;
        patience.begin();
        if (!session.protocol().tellsNews()) {
            session.dropped();
        }
    }

    /// Sends what is no event, and returns false if even that is too much for the client. Events
    /// make room for it.
    boolean answer(ByteBuf frame) {
        if (queue.isFull() && !behind) {
            fallBehind();
        }
        boolean taken = queue.offer(frame, Kind.ANSWER);
        queue.flush();
        return taken;
    }

    /// Hears that the client took some of what waits: it is slow, but not stuck.
    void moved() {
        patience.renew();
    }

    /// Returns whether nothing waits but what the channel was handed.
    boolean isHandedOver() {
        return queue.isClear();
    }

    /// Hears that the queue is clear after it was not.
    void writable() {
        patience.end();
        if (behind) {
            behind = false;
            counts.caughtUp();
            answer(BEHIND.duplicate());
        }
        if (resume != null) {
            resume.proceed();
        }
        if (watch != null) {
            watch.show();
        }
    }

    /// Returns the session's watch on the presence of users.
    Watch watch() {
        watch = watch == null ? watchers.watch(this) : watch;
        return watch;
    }

    @Override
    public void show(byte[] payload) {
        queue.offer(ServerFrames.text(ByteBufAllocator.DEFAULT, payload), Kind.EPHEMERAL);
    }

    /// Begins to replay what changed after that point, to a session that does not resume yet.
    void resume(ResumePoint point, Pages pages, Consumer<Outcome> ended) {
        resume = new Resume(this, point, pages, config.queueBytes(), ended);
        resume.start();
    }

    @Override
    public EventExecutor executor() {
        return session.executor();
    }

    @Override
    public boolean isClear() {
        boolean clear = queue.isClear();
        if (!clear) {
            patience.begin();
        }
        return clear;
    }

    @Override
    public void replay(ByteBuf frame) {
        queue.offer(frame, Kind.ANSWER);
        counts.replayed();
    }

    @Override
    public void flush() {
        queue.flush();
    }

    @Override
    public void left(EventHeader removal) {
        left.left(removal.chatId(), removal.seq());
    }

    @Override
    public void missed() {
        if (!queue.isClear()) {
            fallBehind();
        } else if (!behind) {
            answer(BEHIND.duplicate());
        }
    }

    @Override
    public void holdsPage(boolean holds) {
        patience.page(holds);
    }

    @Override
    public void broken(Throwable cause) {
        LOG.error("resume broken user_id={}", session.userId(), cause);
        session.dropped();
    }

    @Override
    public void resumed() {
        resume = null;
    }

    /// Returns how many bytes wait to be sent.
    long queuedBytes() {
        return queue.bytes();
    }

    /// Drops what is held: the session has ended.
    void close() {
        if (behind && !closed) {
            counts.caughtUp();
        }
        closed = true;
        patience.close();
        if (resume != null) {
            resume.close();
            resume = null;
        }
        if (watch != null) {
            watch.close();
        }
    }
}

package org.chatcluster.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Recipient;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.heartbeat.Pulse;
import org.chatcluster.gateway.heartbeat.Ring;
import org.chatcluster.gateway.presence.Watch;
import org.chatcluster.gateway.protocol.Protocol;
import org.chatcluster.gateway.protocol.Protocol.Greeting;
import org.chatcluster.gateway.resume.Outcome;
import org.chatcluster.gateway.resume.Pages;
import org.chatcluster.gateway.resume.ResumePoint;
import org.chatcluster.gateway.token.Bearer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open socket of one user, from its admission to its end. For the socket's event loop alone.
///
/// Invariant: the first frame is its protocol's greeting, `hello` on `/ws`, and is sent once the
/// node listens to the user's channel ([Welcome]).
final class Session implements Recipient, Caller, Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int SILENT_BEATS = 3 * Ring.SLOTS;

    private final Sessions sessions;
    private final Socket socket;
    private final Feed feed;
    private final Lease lease;
    private final String id;
    private final Ring ring;
    private final int slot;
    private final int openedAt;
    private final Inbox inbox;
    private final Protocol protocol;
    private @Nullable Welcome welcome;
    private @Nullable Departure departure;
    private boolean left;
    private boolean dirty;
    private int heardAt;

    Session(Sessions sessions, Socket socket, Bearer bearer, String id, Protocol protocol) {
        this.sessions = sessions;
        this.socket = socket;
        this.feed = new Feed(this, socket.queue(), sessions);
        this.lease = new Lease(this, sessions, bearer);
        this.id = id;
        this.ring = sessions.heartbeats().on(executor());
        this.slot = ring.add(this);
        this.openedAt = ring.now();
        this.heardAt = openedAt;
        this.inbox = new Inbox(this, sessions);
        this.protocol = protocol;
        this.welcome = new Welcome(this, sessions.config().queueBytes());
    }

    void join() {
        lease.awaitHello();
        sessions.fanOut().join(this);
    }

    @Override
    public void listening() {
        if (welcome != null) {
            welcome.begin();
        }
    }

    /// Begins the session with its first frame.
    void greet(Greeting greeting) {
        welcome = null;
        LOG.info("WebSocket connected: user_id={} session={}", userId(), id);
        sessions.counts().begun();
        feed.begin(
                ServerFrames.text(ByteBufAllocator.DEFAULT, greeting.payload()), greeting.taken());
        lease.begin();
        socket.startReading();
    }

    @Override
    public long userId() {
        return lease.userId();
    }

    @Override
    public EventExecutor executor() {
        return socket.channel().eventLoop();
    }

    @Override
    public void deliver(ClientEvent event) {
        if (left) {
            event.frame().release();
        } else if (welcome != null) {
            welcome.hold(event);
        } else {
            feed.deliver(event);
        }
    }

    @Override
    public boolean markDirty() {
        boolean first = !dirty;
        dirty = true;
        return first;
    }

    @Override
    public void flush() {
        dirty = false;
        feed.flush();
    }

    @Override
    public void revoke(RevokedFamilies revoked) {
        if (lease.isRevokedBy(revoked)) {
            close(CloseCode.SESSION_REVOKED);
        }
    }

    @Override
    public void dropped() {
        close(CloseCode.TRY_LATER);
    }

    @Override
    public String token() {
        return lease.token();
    }

    @Override
    public String sessionId() {
        return id;
    }

    @Override
    public void answer(byte[] payload) {
        send(ServerFrames.text(ByteBufAllocator.DEFAULT, payload));
    }

    private void send(ByteBuf frame) {
        if (!feed.answer(frame)) {
            close(CloseCode.TRY_LATER);
        }
    }

    @Override
    public void resume(ResumePoint point, Pages pages, Consumer<Outcome> ended) {
        feed.resume(point, pages, ended);
    }

    @Override
    public Optional<Duration> authenticate(String token) {
        Optional<Duration> left = lease.renew(token);
        inbox.countRenewal(left.isPresent());
        return left;
    }

    Protocol protocol() {
        return protocol;
    }

    @Override
    public Watch watch() {
        return feed.watch();
    }

    /// Returns how events come to this session.
    Feed feed() {
        return feed;
    }

    @Override
    public void reading(boolean on) {
        socket.reading(on && (departure == null || !departure.isLeaving()));
    }

    String family() {
        return lease.family();
    }

    /// Returns how long the session has been there, to the beat.
    Duration age() {
        int beats = ring.now() - openedAt;
        return sessions.config().heartbeat().multipliedBy(beats).dividedBy(Ring.SLOTS);
    }

    /// Asks the client to move to another node at that time, unless it was asked before, and closes
    /// the socket then. Without `hello` there is nobody to ask.
    void depart(long afterMillis, Duration grace) {
        if (welcome != null) {
            close(CloseCode.RESTARTING);
        } else if (departure == null && !left) {
            departure = new Departure(this, grace);
            departure.begin(afterMillis);
        }
    }

    void heard() {
        heardAt = ring.now();
    }

    void pinged(ByteBuf payload) {
        send(ServerFrames.pong(ByteBufAllocator.DEFAULT, payload));
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    public void beat(int now) {
        if (!socket.isReading()) {
            heardAt = now;
        }
        if (now - heardAt > SILENT_BEATS) {
            LOG.debug("WebSocket silent: user_id={} session={}", userId(), id);
            leave();
            socket.terminate();
        } else if (welcome == null) {
            socket.ping();
        }
    }

    /// Closes the socket. Nothing is delivered any more.
    void close(CloseCode code) {
        leave();
        socket.close(code);
    }

    void ended() {
        leave();
        ring.remove(this, slot);
        int code = socket.closeCode();
        sessions.counts().closed(code);
        LOG.info("WebSocket disconnected: user_id={} session={} code={}", userId(), id, code);
    }

    private void leave() {
        if (!left) {
            left = true;
            lease.end();
            if (welcome != null) {
                welcome.close();
            }
            feed.close();
            sessions.fanOut().leave(this);
            inbox.close();
        }
    }
}

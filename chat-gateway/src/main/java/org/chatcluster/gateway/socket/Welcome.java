package org.chatcluster.gateway.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.protocol.Protocol.Greeting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a session begins: its first frame is asked for once the node listens for the user, and what
/// arrives until it is there waits. For the session's event loop alone.
///
/// Invariant: nothing is lost between the subscription and the first frame, and of what arrived
/// before the first frame was there, a message that it tells of does not come again. At most so
/// many bytes and one event wait.
final class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    /// What an event costs beside its bytes.
    private static final int OVERHEAD = 96;

    private final Session session;
    private final int bound;
    private final List<ClientEvent> held = new ArrayList<>(0);
    private @Nullable CompletableFuture<Greeting> asked;
    private long heldBytes;
    private boolean over;

    /// @param bound how many bytes of events may wait; a session that gets more is closed
    Welcome(Session session, int bound) {
        this.session = session;
        this.bound = bound;
    }

    /// Asks for the first frame, unless that was done before. One that has to be waited for has its
    /// turn on the event loop behind the events that wait there already, or they would come after
    /// it without having been compared with it.
    void begin() {
        if (asked != null || over) {
            return;
        }
        asked = session.protocol().greet(session);
        var _ =
                asked.isDone()
                        ? asked.whenComplete(this::end)
                        : asked.whenCompleteAsync(this::end, session.executor());
    }

    private void end(@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (over) {
            if (greeting != null) {
                greeting.taken().run();
            }
            return;
        }
        if (greeting == null) {
            LOG.warn("session not begun session={} cause={}", session.sessionId(), failure);
            session.close(CloseCode.TRY_LATER);
            return;
        }
        over = true;
        session.greet(greeting);
        for (ClientEvent event : held) {
            boolean told =
                    event.header().type() == EventType.MESSAGE_CREATED
                            && greeting.tells().test(event.header().messageId());
            if (told) {
                event.frame().release();
            } else {
                session.feed().deliver(event);
            }
        }
        held.clear();
        session.feed().flush();
    }

    /// Takes an event, and with it one reference to its frame, before the first frame is sent. What
    /// a subscription that is being given up brings before this one is dropped.
    void hold(ClientEvent event) {
        if (asked == null || over) {
            event.frame().release();
        } else if (heldBytes > bound) {
            event.frame().release();
            session.close(CloseCode.TRY_LATER);
        } else {
            held.add(event);
            heldBytes += event.frame().readableBytes() + OVERHEAD;
        }
    }

    /// Forgets what waits: the session has ended.
    void close() {
        over = true;
        if (asked != null) {
            asked.cancel(false);
        }
        held.forEach(event -> event.frame().release());
        held.clear();
    }
}

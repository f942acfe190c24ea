package org.chatcluster.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.frame.EventFrame;

/// A session's way to another node: it is told when to connect anew, and at that time closed with
/// 1012, once the commands under way are answered and the answers sent. For the session's event
/// loop alone.
final class Departure {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Session session;
    private final long graceNanos;
    private long leavesAt;
    private boolean leaving;

    Departure(Session session, Duration grace) {
        this.session = session;
        this.graceNanos = grace.toNanos();
    }

    /// Tells the client, and lets the session end after that time.
    void begin(long afterMillis) {
        if (session.protocol().tellsNews()) {
            String data = "{\"reconnect_after_ms\":" + afterMillis + "}";
            session.answer(
                    EventFrame.around("node.draining", data.getBytes(StandardCharsets.UTF_8)));
        }
        later(this::leave, afterMillis);
    }

    private void later(Runnable task, long millis) {
        session.executor().schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private void leave() {
        leavesAt = System.nanoTime();
        leaving = true;
        session.reading(false);
        finish();
    }

    /// Returns whether the client is not listened to any more.
    boolean isLeaving() {
        return leaving;
    }

    private void finish() {
        boolean done = session.inbox().isIdle() && session.feed().isHandedOver();
        if (done || System.nanoTime() - leavesAt > graceNanos) {
            session.close(CloseCode.RESTARTING);
        } else {
            later(this::finish, LOOK_AGAIN_MILLIS);
        }
    }
}

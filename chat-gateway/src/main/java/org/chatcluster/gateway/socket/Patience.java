package org.chatcluster.gateway.socket;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.frame.CloseCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a session waits for its client. A client that takes nothing for that long while it is
/// waited for, or that needs longer for one page, is closed with 1013. For the session's event loop
/// alone.
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Session session;
    private final Duration limit;
    private final Runnable stuck;
    private @Nullable ScheduledFuture<?> queue;
    private @Nullable ScheduledFuture<?> page;
    private boolean over;

    /// @param stuck hears that it has come to an end
    Patience(Session session, Duration limit, Runnable stuck) {
        this.session = session;
        this.limit = limit;
        this.stuck = stuck;
    }

    /// Waits for the client to take what is queued, unless that is so already.
    void begin() {
        if (queue == null) {
            queue = limited();
        }
    }

    /// Begins anew, if the client is waited for: it took something, so it is slow, but not stuck.
    void renew() {
        if (queue != null) {
            end();
            begin();
        }
    }

    /// Waits no more: the client has taken what was queued.
    void end() {
        if (queue != null) {
            queue.cancel(false);
            queue = null;
        }
    }

    /// Waits for the client to take a page, or no more.
    void page(boolean waits) {
        if (page != null) {
            page.cancel(false);
        }
        page = waits ? limited() : null;
    }

    private @Nullable ScheduledFuture<?> limited() {
        return over
                ? null
                : session.executor()
                        .schedule(this::giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        LOG.debug("WebSocket stuck: user_id={} session={}", session.userId(), session.sessionId());
        stuck.run();
        session.close(CloseCode.TRY_LATER);
    }

    /// Waits never again: the session has ended.
    void close() {
        over = true;
        end();
        page(false);
    }
}

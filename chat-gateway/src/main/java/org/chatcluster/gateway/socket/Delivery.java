package org.chatcluster.gateway.socket;

import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One event on its way to one session that somebody follows, by its sample or in the log. Is run
/// when the session's channel was handed the event.
record Delivery(Session session, ClientEvent event) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /// Returns what follows that event, or null for most: nobody does.
    static @Nullable Delivery of(ClientEvent event, Session session) {
        return event.sample() != null || LOG.isDebugEnabled() ? new Delivery(session, event) : null;
    }

    @Override
    public void run() {
        if (event.sample() != null) {
            event.sample().written(session.userId(), session.sessionId());
        }
        LOG.debug(
                "Delivered {} to user {} for message {} chat={} seq={} session={}",
                event.header().type().wireName(),
                session.userId(),
                event.header().messageId(),
                event.header().chatId(),
                event.header().seq(),
                session.sessionId());
    }
}

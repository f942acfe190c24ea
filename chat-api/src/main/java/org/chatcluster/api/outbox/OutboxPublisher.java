package org.chatcluster.api.outbox;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.FanOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes committed events at once and has their rows removed when that has worked. Where it has
/// not, the row stays for the sweep. Thread-safe.
@Singleton
public final class OutboxPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final CompletionStage<Long> NOT_REACHABLE =
            CompletableFuture.failedStage(new ChannelsUnreachable());

    private final FanOut fanOut;
    private final OutboxRemoval removal;

    OutboxPublisher(FanOut fanOut, OutboxRemoval removal) {
        this.fanOut = fanOut;
        this.removal = removal;
    }

    /// Publishes events in order, in one write to Redis. Reads member lists, so it may block on the
    /// database; it does not wait for Redis. While Redis is not connected it does nothing.
    ///
    /// @return one stage an event: completes once it is published, exceptionally if it was not
    public List<CompletionStage<Long>> publish(List<Event> events) {
        if (!fanOut.isReachable()) {
            return events.stream().map(_ -> NOT_REACHABLE).toList();
        }
        List<CompletionStage<Long>> answers = attempt(events);
        for (int i = 0; i < answers.size(); i++) {
            long outboxId = events.get(i).outboxId();
            answers.get(i).thenAccept(_ -> removal.published(outboxId));
        }
        return answers;
    }

    /// Publishes events as [#publish] does, whether Redis is connected or not, and leaves their
    /// rows.
    List<CompletionStage<Long>> attempt(List<Event> events) {
        try {
            return events.stream().map(this::attempt).toList();
        } finally {
            fanOut.flush();
        }
    }

    /// Returns whether publishing has a chance.
    boolean isReachable() {
        return fanOut.isReachable();
    }

    /// A member list that can't be read holds up no other event.
    private CompletionStage<Long> attempt(Event event) {
        try {
            return fanOut.publish(event);
        } catch (RuntimeException e) {
            LOG.warn(
                    "event stays in the outbox outbox={} cause={}", event.outboxId(), e.toString());
            return CompletableFuture.failedStage(e);
        }
    }
}

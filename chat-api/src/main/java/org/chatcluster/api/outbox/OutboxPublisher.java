package org.chatcluster.api.outbox;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.FanOut;

/// Publishes committed events at once and has their rows removed when that has worked. Where it has
/// not, the row stays for the sweep. Thread-safe.
@Singleton
public final class OutboxPublisher {
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
        List<CompletionStage<Long>> answers = events.stream().map(this::publish).toList();
        fanOut.flush();
        return answers;
    }

    private CompletionStage<Long> publish(Event event) {
        return fanOut.publish(event)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        removal.published(event.outboxId());
                    }
                });
    }
}

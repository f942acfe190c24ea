package org.chatcluster.api.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.FanOut;
import org.chatcluster.api.measure.PublishCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes committed events at once and has their rows removed when that has worked. Where it has
/// not, the row stays for the sweep. Thread-safe.
///
/// Invariant: once this node has left an event to the sweep because Redis was away, it leaves all
/// that follow to it too, until the sweep has caught up: so that a chat's events keep their order.
/// What is left to it in that very moment is swept a fraction of a second later, and so may come
/// after a younger event of its chat, which clients put in order by seq.
@Singleton
public final class OutboxPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

    /// How long one batch reads member lists at most, give or take the one that it is at.
    private static final Duration MAX_READING = Duration.ofSeconds(1);

    private static final CompletionStage<Long> NOT_REACHABLE =
            CompletableFuture.failedStage(new ChannelsUnreachable());

    private final FanOut fanOut;
    private final OutboxRemoval removal;
    private final OutboxConfig config;
    private final PublishCounts counts;
    private volatile boolean behind;

    OutboxPublisher(
            FanOut fanOut, OutboxRemoval removal, OutboxConfig config, PublishCounts counts) {
        this.fanOut = fanOut;
        this.removal = removal;
        this.config = config;
        this.counts = counts;
    }

    /// Publishes events in order, in one write to Redis. Reads member lists, so it may block on the
    /// database; it does not wait for Redis. While Redis is not connected, or the sweep has not
    /// caught up since, it does nothing.
    ///
    /// A database that does not give member lists holds a lane up once and not for each of its
    /// chats: after the first failure, or [#MAX_READING], events whose lists are not at hand are
    /// left to the sweep, and with each what follows of its chat.
    ///
    /// @return one stage an event: completes once it is published, exceptionally if it was not
    public List<CompletionStage<Long>> publish(List<Event> events) {
        if (!config.enabled()) {
            return publishOnce(events);
        }
        if (isBehind()) {
            return events.stream().map(_ -> NOT_REACHABLE).toList();
        }
        List<CompletionStage<Long>> answers = attemptAtOnce(events);
        for (int i = 0; i < answers.size(); i++) {
            long outboxId = events.get(i).outboxId();
            answers.get(i).thenAccept(_ -> removal.published(outboxId));
        }
        return answers;
    }

    /// What was handed over is not to wait for a list that is read after it.
    private List<CompletionStage<Long>> attemptAtOnce(List<Event> events) {
        long start = System.nanoTime();
        Set<Long> stuckChats = new HashSet<>();
        List<CompletionStage<Long>> answers = new ArrayList<>(events.size());
        try {
            for (Event event : events) {
                if (fanOut.needsDatabase(event)) {
                    fanOut.flush();
                    if (!stuckChats.isEmpty()
                            || System.nanoTime() - start > MAX_READING.toNanos()) {
                        stuckChats.add(event.header().chatId());
                    }
                }
                answers.add(attempt(event, stuckChats));
            }
        } finally {
            fanOut.flush();
        }
        return answers;
    }

    /// Publishes events whether Redis is connected or not, however long their member lists take,
    /// and leaves their rows.
    ///
    /// @param stuckChats whose events are not tried; those that get stuck now come to it
    List<CompletionStage<Long>> attempt(List<Event> events, Set<Long> stuckChats) {
        try {
            return events.stream().map(event -> attempt(event, stuckChats)).toList();
        } finally {
            fanOut.flush();
        }
    }

    /// Returns whether publishing has a chance.
    boolean isReachable() {
        return fanOut.isReachable();
    }

    /// Returns whether events are left to the sweep.
    boolean isBehind() {
        if (!behind && !fanOut.isReachable()) {
            behind = true;
            LOG.warn("redis is away, events wait in the outbox");
        }
        return behind;
    }

    /// Says that so many events were published from the outbox.
    void swept(int rows) {
        counts.swept(rows);
    }

    /// Says that the sweep has left nothing behind.
    void caughtUp() {
        behind = false;
        LOG.info("the outbox has caught up, events are published at once again");
    }

    /// Without an outbox an event has one chance, and its row none.
    private List<CompletionStage<Long>> publishOnce(List<Event> events) {
        List<CompletionStage<Long>> answers = attempt(events, new HashSet<>());
        events.forEach(event -> removal.published(event.outboxId()));
        return answers;
    }

    /// A member list that can't be read holds up no other chat's events, but what follows of its
    /// own chat, which would overtake it.
    private CompletionStage<Long> attempt(Event event, Set<Long> stuckChats) {
        long chatId = event.header().chatId();
        if (stuckChats.contains(chatId)) {
            return NOT_REACHABLE;
        }
        try {
            return fanOut.publish(event);
        } catch (RuntimeException e) {
            LOG.warn(
                    "event stays in the outbox outbox={} cause={}", event.outboxId(), e.toString());
            if (chatId != 0) {
                stuckChats.add(chatId);
            }
            return CompletableFuture.failedStage(e);
        }
    }
}

package org.chatcluster.api.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes again what stays in the outbox: a node died between commit and publish, or Redis was
/// away.
///
/// Invariants: a row is removed only after Redis has answered for each of its channels, and one
/// that can't be published holds up no other. One node sweeps at a time, in the order of the rows,
/// which is that of each chat's seqs: so no row is taken twice, and a chat's events keep their
/// order.
@Singleton
class OutboxSweep {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);
    private static final int PUBLISH_TIMEOUT_SECONDS = 5;

    /// Events that Redis is given at once at most: an event of a chat of ten thousand members holds
    /// it for some 10 ms, and each of them must be answered within the command time-out.
    private static final int MOST_AT_ONCE = 20;

    /// How long one transaction publishes at most; what it has not come to is taken by the next.
    private static final Duration MAX_PUBLISHING = Duration.ofSeconds(3);

    /// Passes that a node makes before it counts as caught up although each took rows: while others
    /// write, there may always be some.
    private static final int MAX_LAST_PASSES = 20;

    /// Passes that a node makes one after the other although each leaves some: 50,000 rows with the
    /// default limit, more than half a minute of outage leaves at a thousand messages a second.
    /// Then it rests for the interval between sweeps: a backlog that grows as fast as it is swept
    /// would keep this node at it for ever, with the lock, a connection and the scheduler's thread,
    /// while another node may reach Redis better, or this one is to stop.
    static final int MAX_FULL_PASSES = 100;

    /// Age of a row that nobody is about to publish, right after this node has caught up: what was
    /// committed while it swept for the last time.
    private static final Duration SETTLED = Duration.ofMillis(200);

    private final OutboxConfig config;
    private final OutboxRepository repository;
    private final OutboxEvents events;
    private final OutboxPublisher publisher;
    private final Transactions transactions;
    private final SliceSize slice = new SliceSize(MOST_AT_ONCE);
    private volatile boolean justCaughtUp;

    OutboxSweep(
            OutboxConfig config,
            OutboxRepository repository,
            OutboxEvents events,
            OutboxPublisher publisher,
            Transactions transactions) {
        this.config = config;
        this.repository = repository;
        this.events = events;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    @PostConstruct
    void warnIfOff() {
        if (!config.enabled()) {
            LOG.warn("THE OUTBOX IS OFF: what is not published at once is lost. Never run it so");
        }
    }

    @Scheduled(fixedDelay = "${chat.outbox.sweep-interval:1s}")
    void sweep() {
        if (!config.enabled()) {
            return;
        }
        try {
            boolean behind = publisher.isBehind();
            Duration age = behind ? Duration.ZERO : justCaughtUp ? SETTLED : config.staleAfter();
            justCaughtUp = false;
            boolean swept = sweepAll(age, behind ? MAX_LAST_PASSES : 1);
            if (behind && swept) {
                publisher.caughtUp();
                justCaughtUp = true;
                Thread.sleep(SETTLED);
                sweepAll(SETTLED, 1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("outbox not swept, next try soon cause={}", e.toString());
        }
    }

    /// Sweeps until a pass takes nothing, or so many did not take all that they may, or it is time
    /// to rest.
    ///
    /// @return whether nothing is left behind
    private boolean sweepAll(Duration age, int lastPasses) {
        int passesLeft = lastPasses;
        int fullPasses = 0;
        while (passesLeft > 0 && fullPasses < MAX_FULL_PASSES && publisher.isReachable()) {
            switch (transactions.write(() -> sweepOnce(age))) {
                case NOT_OURS, SOME_LEFT -> {
                    return false;
                }
                case NOTHING -> {
                    return true;
                }
                case SOME -> passesLeft--;
                case FULL -> fullPasses++;
            }
        }
        return passesLeft == 0;
    }

    private Swept sweepOnce(Duration age) {
        if (!repository.tryToSweepAlone()) {
            return Swept.NOT_OURS;
        }
        List<OutboxRow> rows =
                repository.takeStale(
                        OutboxEvents.KNOWN_CODES, age.toMillis() / 1_000.0, config.sweepLimit());
        if (rows.isEmpty()) {
            return Swept.NOTHING;
        }
        OutboxEvents.Made made = events.of(rows);
        Published published = publish(made.events());
        Set<Long> left = published.left();
        List<Long> done =
                rows.stream()
                        .map(OutboxRow::id)
                        .filter(id -> !left.contains(id) && !made.spoilt().contains(id))
                        .toList();
        repository.remove(done.toArray(Long[]::new));
        publisher.swept(done.size());
        if (!made.spoilt().isEmpty()) {
            LOG.error("outbox rows can't be published, put aside rows={}", made.spoilt());
            repository.putAside(made.spoilt().toArray(Long[]::new));
        }
        LOG.warn("published what was left in the outbox rows={} left={}", done.size(), left.size());
        if (published.failed()) {
            return Swept.SOME_LEFT;
        }
        return left.isEmpty() && rows.size() < config.sweepLimit() ? Swept.SOME : Swept.FULL;
    }

    /// Publishes slice by slice, until one fails whole or the time is up. After an event that
    /// failed, its chat's later ones are not tried.
    private Published publish(List<Event> stale) {
        long start = System.nanoTime();
        Set<Long> stuckChats = new HashSet<>();
        Set<Long> left = new HashSet<>();
        boolean failed = false;
        int next = 0;
        boolean goOn = true;
        while (goOn && next < stale.size()) {
            List<Event> part = stale.subList(next, Math.min(stale.size(), next + slice.size()));
            Set<Long> leftOfPart = publishSlice(part, stuckChats);
            slice.answered(leftOfPart.isEmpty());
            left.addAll(leftOfPart);
            failed |= !leftOfPart.isEmpty();
            next += part.size();
            goOn =
                    leftOfPart.size() < part.size()
                            && System.nanoTime() - start < MAX_PUBLISHING.toNanos();
        }
        stale.subList(next, stale.size()).forEach(event -> left.add(event.outboxId()));
        return new Published(left, failed);
    }

    /// Returns the rows whose events were not published.
    private Set<Long> publishSlice(List<Event> part, Set<Long> stuckChats) {
        List<CompletionStage<Long>> answers = publisher.attempt(part, stuckChats);
        Set<Long> left = new HashSet<>();
        for (int i = 0; i < part.size(); i++) {
            Event event = part.get(i);
            try {
                answers.get(i)
                        .toCompletableFuture()
                        .orTimeout(PUBLISH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException _) {
                left.add(event.outboxId());
                if (event.header().chatId() != 0) {
                    stuckChats.add(event.header().chatId());
                }
            }
        }
        return left;
    }

    /// @param left the rows whose events are still to be published
    /// @param failed whether one was tried in vain
    private record Published(Set<Long> left, boolean failed) {}

    /// What one pass came to: another node sweeps, some rows could not be published, there are more
    /// than one pass takes, all were taken, or there were none.
    private enum Swept {
        NOT_OURS,
        SOME_LEFT,
        FULL,
        SOME,
        NOTHING
    }
}

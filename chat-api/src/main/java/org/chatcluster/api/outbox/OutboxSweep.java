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

    /// Age of a row that nobody is about to publish, right after this node has caught up: what was
    /// committed while it swept for the last time.
    private static final Duration SETTLED = Duration.ofMillis(200);

    private final OutboxConfig config;
    private final OutboxRepository repository;
    private final OutboxEvents events;
    private final OutboxPublisher publisher;
    private final Transactions transactions;
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
            Swept swept = Swept.FULL;
            while (swept == Swept.FULL && publisher.isReachable()) {
                swept = transactions.write(() -> sweepOnce(age));
            }
            if (behind && swept == Swept.ALL) {
                publisher.caughtUp();
                justCaughtUp = true;
            }
        } catch (RuntimeException e) {
            LOG.warn("outbox not swept, next try soon cause={}", e.toString());
        }
    }

    private Swept sweepOnce(Duration age) {
        if (!repository.tryToSweepAlone()) {
            return Swept.NOT_OURS;
        }
        List<OutboxRow> rows =
                repository.takeStale(
                        OutboxEvents.KNOWN_CODES, age.toMillis() / 1_000.0, config.sweepLimit());
        if (rows.isEmpty()) {
            return Swept.ALL;
        }
        OutboxEvents.Made made = events.of(rows);
        Set<Long> left = publish(made.events());
        List<Long> done =
                rows.stream()
                        .map(OutboxRow::id)
                        .filter(id -> !left.contains(id) && !made.spoilt().contains(id))
                        .toList();
        repository.remove(done.toArray(Long[]::new));
        if (!made.spoilt().isEmpty()) {
            LOG.error("outbox rows can't be published, put aside rows={}", made.spoilt());
            repository.putAside(made.spoilt().toArray(Long[]::new));
        }
        LOG.warn("published what was left in the outbox rows={} left={}", done.size(), left.size());
        if (!left.isEmpty()) {
            return Swept.SOME_LEFT;
        }
        return rows.size() == config.sweepLimit() ? Swept.FULL : Swept.ALL;
    }

    /// Returns the rows whose events were not published.
    private Set<Long> publish(List<Event> stale) {
        List<CompletionStage<Long>> answers = publisher.attempt(stale);
        Set<Long> left = new HashSet<>();
        for (int i = 0; i < stale.size(); i++) {
            try {
                answers.get(i)
                        .toCompletableFuture()
                        .orTimeout(PUBLISH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException _) {
                left.add(stale.get(i).outboxId());
            }
        }
        return left;
    }

    /// What one sweep came to: another node sweeps, some rows could not be published, as many were
    /// taken as may be, or all there were.
    private enum Swept {
        NOT_OURS,
        SOME_LEFT,
        FULL,
        ALL
    }
}

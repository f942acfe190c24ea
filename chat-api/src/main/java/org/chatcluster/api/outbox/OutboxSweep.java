package org.chatcluster.api.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chatcluster.api.fanout.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes again what stays in the outbox: a node died between commit and publish, or Redis was
/// away.
///
/// Invariant: a row is removed only after Redis has answered for each of its channels, and one that
/// can't be published holds up no other. The rows stay locked meanwhile, so that two nodes do not
/// sweep the same ones.
@Singleton
class OutboxSweep {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);
    private static final int PUBLISH_TIMEOUT_SECONDS = 5;

    private final OutboxConfig config;
    private final OutboxRepository repository;
    private final OutboxEvents events;
    private final OutboxPublisher publisher;
    private final TransactionOperations<Connection> transactions;

    OutboxSweep(
            OutboxConfig config,
            OutboxRepository repository,
            OutboxEvents events,
            OutboxPublisher publisher,
            TransactionOperations<Connection> transactions) {
        this.config = config;
        this.repository = repository;
        this.events = events;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelay = "${chat.outbox.sweep-interval:1s}")
    void sweep() {
        int swept = config.sweepLimit();
        try {
            while (swept == config.sweepLimit() && publisher.isReachable()) {
                swept = transactions.executeWrite(_ -> sweepOnce());
            }
        } catch (RuntimeException e) {
            LOG.warn("outbox not swept, next try soon cause={}", e.toString());
        }
    }

    private int sweepOnce() {
        double seconds = config.staleAfter().toMillis() / 1_000.0;
        List<OutboxRow> rows =
                repository.takeStale(OutboxEvents.KNOWN_CODES, seconds, config.sweepLimit());
        if (rows.isEmpty()) {
            return 0;
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
        return left.isEmpty() ? rows.size() : 0;
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
}

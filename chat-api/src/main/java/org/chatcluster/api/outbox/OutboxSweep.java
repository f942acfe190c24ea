package org.chatcluster.api.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.FanOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes again what stays in the outbox: a node died between commit and publish, or Redis was
/// away.
///
/// Invariant: a row is removed only after Redis has answered for each of its channels. The rows
/// stay locked meanwhile, so that two nodes do not sweep the same ones.
@Singleton
class OutboxSweep {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);
    private static final int PUBLISH_TIMEOUT_SECONDS = 5;

    private final OutboxConfig config;
    private final OutboxRepository repository;
    private final OutboxEvents events;
    private final FanOut fanOut;
    private final TransactionOperations<Connection> transactions;

    OutboxSweep(
            OutboxConfig config,
            OutboxRepository repository,
            OutboxEvents events,
            FanOut fanOut,
            TransactionOperations<Connection> transactions) {
        this.config = config;
        this.repository = repository;
        this.events = events;
        this.fanOut = fanOut;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelay = "${chat.outbox.sweep-interval:1s}")
    void sweep() {
        int swept = config.sweepLimit();
        while (swept == config.sweepLimit() && fanOut.isReachable()) {
            swept = transactions.executeWrite(_ -> sweepOnce());
        }
    }

    private int sweepOnce() {
        double seconds = config.staleAfter().toMillis() / 1_000.0;
        List<OutboxRow> rows = repository.takeStale(seconds, config.sweepLimit());
        if (rows.isEmpty()) {
            return 0;
        }
        List<Event> stale = events.of(rows);
        publishAll(stale);
        repository.remove(rows.stream().map(OutboxRow::id).toArray(Long[]::new));
        LOG.warn(
                "published what was left in the outbox events={} rows={}",
                stale.size(),
                rows.size());
        return rows.size();
    }

    /// @throws CompletionException if one of them was not published: then all rows stay
    private void publishAll(List<Event> stale) {
        List<CompletionStage<Long>> answers = stale.stream().map(fanOut::publish).toList();
        fanOut.flush();
        CompletableFuture.allOf(
                        answers.stream()
                                .map(CompletionStage::toCompletableFuture)
                                .toArray(CompletableFuture[]::new))
                .orTimeout(PUBLISH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

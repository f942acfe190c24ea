package org.chatcluster.api.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.chatcluster.api.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the rows of published events in batches. Thread-safe.
///
/// It may lose an id, when the queue is full or the database is away: then the row stays and the
/// sweep publishes the event once more, which receivers recognise by `(chat_id, seq)`.
@Singleton
class OutboxRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRemoval.class);
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_BATCH = 5_000;

    private final BlockingQueue<Long> published = new ArrayBlockingQueue<>(MAX_WAITING);
    private final OutboxRepository repository;
    private final Transactions transactions;

    OutboxRemoval(OutboxRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /// Notes that an event has reached every channel. Never blocks.
    ///
    /// @return false if too many wait already, and the row is left for the sweep
    boolean published(long outboxId) {
        return published.offer(outboxId);
    }

    @Scheduled(fixedDelay = "${chat.outbox.removal-interval:100ms}")
    void removeWaiting() {
        List<Long> batch = new ArrayList<>();
        while (published.drainTo(batch, MAX_BATCH) > 0) {
            try {
                remove(batch.toArray(Long[]::new));
            } catch (RuntimeException e) {
                LOG.warn(
                        "outbox rows not removed yet rows={} cause={}", batch.size(), e.toString());
                batch.forEach(this::published);
                return;
            }
            batch.clear();
        }
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "1h")
    void forgetLateOnes() {
        repository.forgetLateOnes();
    }

    private void remove(Long[] ids) {
        transactions.write(() -> {
            repository.commitWithoutWaiting();
            return repository.removeUnlessTaken(ids);
        });
    }
}

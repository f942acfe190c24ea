package org.chatcluster.api.idempotency;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets expired keys every hour, in batches, so many at most: what is left waits for the next
/// hour.
@Singleton
final class IdempotencyExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyExpiry.class);
    private static final int BATCH = 1_000;
    private static final int BATCHES = 1_000;

    private final IdempotencyRepository repository;

    IdempotencyExpiry(IdempotencyRepository repository) {
        this.repository = repository;
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "1h")
    void forgetExpired() {
        long forgotten = 0;
        int batch = BATCH;
        for (int i = 0; i < BATCHES && batch == BATCH; i++) {
            batch = repository.forgetExpired(BATCH);
            forgotten += batch;
        }
        LOG.info("forgot expired idempotency keys count={}", forgotten);
    }
}

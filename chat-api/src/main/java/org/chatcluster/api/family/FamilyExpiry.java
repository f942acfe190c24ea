package org.chatcluster.api.family;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets expired refresh tokens, and families that have none left, every hour, in batches, so
/// many at most: what is left waits for the next hour.
@Singleton
final class FamilyExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(FamilyExpiry.class);
    private static final int BATCH = 1_000;
    private static final int BATCHES = 200;

    private final TokenFamilyRepository repository;

    FamilyExpiry(TokenFamilyRepository repository) {
        this.repository = repository;
    }

    @Scheduled(initialDelay = "6m", fixedDelay = "1h")
    void forgetExpired() {
        long tokens = inBatches(repository::forgetExpired);
        long families = inBatches(repository::forgetEmpty);
        LOG.info("forgot expired refresh tokens count={} families={}", tokens, families);
    }

    private static long inBatches(IntUnaryOperator forget) {
        long forgotten = 0;
        int batch = BATCH;
        for (int i = 0; i < BATCHES && batch == BATCH; i++) {
            batch = forget.applyAsInt(BATCH);
            forgotten += batch;
        }
        return forgotten;
    }
}

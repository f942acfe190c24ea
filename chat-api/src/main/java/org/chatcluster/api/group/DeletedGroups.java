package org.chatcluster.api.group;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.chatcluster.api.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what is left of deleted groups, and of departures long ago, in batches, so that no
/// transaction is long: nobody sees it any more, and it is to be gone.
@Singleton
final class DeletedGroups {
    private static final Logger LOG = LoggerFactory.getLogger(DeletedGroups.class);
    private static final int BATCH = 1_000;
    private static final int BATCHES = 500;

    private final GroupRepository repository;
    private final Transactions transactions;

    DeletedGroups(GroupRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "30s")
    void remove() {
        boolean more = true;
        for (int i = 0; i < BATCHES && more; i++) {
            more = transactions.write(this::removeBatch);
        }
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "1h")
    void forgetDepartures() {
        int forgotten = BATCH;
        for (int i = 0; i < BATCHES && forgotten == BATCH; i++) {
            forgotten = repository.forgetDepartures(BATCH);
        }
    }

    /// Returns whether there was something to remove.
    private boolean removeBatch() {
        List<GroupRepository.Locked> taken = repository.takeDeleted();
        for (GroupRepository.Locked chat : taken) {
            if (repository.removeMessages(chat.id(), BATCH) < BATCH) {
                repository.remove(chat.id());
                LOG.info("removed what was left of a deleted chat chat={}", chat.id());
            }
        }
        return !taken.isEmpty();
    }
}

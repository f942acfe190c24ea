package org.chatcluster.api.database;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.chatcluster.api.refusal.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs work in transactions of the pool `default`. Thread-safe; blocks.
@Singleton
public final class Transactions {
    /// How long work may take that must commit in time: as long as one statement may.
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int TRIES = 3;
    private static final TransactionDefinition SNAPSHOT = snapshotDefinition();
    private static final TransactionDefinition NESTED =
            new DefaultTransactionDefinition(TransactionDefinition.Propagation.NESTED);

    private final TransactionOperations<Connection> transactions;

    Transactions(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /// Runs work in a transaction that commits when it returns; joins one that runs already. A
    /// transaction that the database rolled back as the victim of a deadlock, or because it could
    /// not be serialised, is run again, three times at most: so the work must have no effects but
    /// those of its transaction.
    public <T> T write(Supplier<T> work) {
        if (transactions.findTransactionStatus().isPresent()) {
            return transactions.executeWrite(_ -> work.get());
        }
        for (int tries = 1; ; tries++) {
            try {
                return transactions.executeWrite(_ -> work.get());
            } catch (RuntimeException e) {
                if (tries == TRIES || !passes(e)) {
                    throw e;
                }
                LOG.info("transaction is run again tries={} cause={}", tries, e.toString());
            }
        }
    }

    /// Runs work as [#write] does, but rolls it back if it has taken longer than [#LONGEST]. For
    /// work that writes times which somebody reads by: they are that far from its commit at most.
    /// Within a transaction that runs already it is up to that one.
    ///
    /// @throws Unavailable if it took longer
    public <T> T writeInTime(Supplier<T> work) {
        return write(() -> inTime(work, LONGEST));
    }

    static <T> T inTime(Supplier<T> work, Duration longest) {
        long start = System.nanoTime();
        T result = work.get();
        if (System.nanoTime() - start > longest.toNanos()) {
            throw new Unavailable("the transaction took too long", Duration.ofSeconds(1), null);
        }
        return result;
    }

    /// Runs reads that all see the database as of one moment (repeatable read).
    public <T> T snapshot(Supplier<T> reads) {
        return transactions.execute(SNAPSHOT, _ -> reads.get());
    }

    /// Runs reads of which a failure undoes nothing but themselves: within a transaction of this
    /// thread they have a savepoint of their own, so that it can go on (PostgreSQL refuses every
    /// statement after a failed one otherwise).
    public <T> T apart(Supplier<T> reads) {
        boolean within =
                transactions
                        .findTransactionStatus()
                        .filter(status -> !status.isCompleted())
                        .isPresent();
        return within ? transactions.execute(NESTED, _ -> reads.get()) : reads.get();
    }

    /// Makes sure that a transaction runs on this thread.
    ///
    /// @throws IllegalStateException if none does
    public void require() {
        running();
    }

    /// Runs an action once the transaction of this thread has committed; never if it rolls back.
    ///
    /// @throws IllegalStateException if no transaction runs
    public void afterCommit(Runnable action) {
        running()
                .registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                action.run();
                            }
                        });
    }

    private TransactionStatus<?> running() {
        return transactions
                .findTransactionStatus()
                .orElseThrow(() -> new IllegalStateException("no transaction runs"));
    }

    /// serialization_failure, deadlock_detected (PostgreSQL documentation, appendix A).
    private static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return switch (sql.getSQLState()) {
                    case "40001", "40P01" -> true;
                    case null, default -> false;
                };
            }
        }
        return false;
    }

    private static TransactionDefinition snapshotDefinition() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(Isolation.REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }
}

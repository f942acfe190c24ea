package org.chatcluster.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.refusal.Unavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsIT {
    private final ApiNode node = ApiNode.start();
    private final Transactions transactions = node.bean(Transactions.class);

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void victimOfADeadlockIsRunAgain() throws Exception {
        long one = Long.parseLong(node.rest().register("One").field("user.id"));
        long two = Long.parseLong(node.rest().register("Two").field("user.id"));
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        CountDownLatch oneIsDone = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done :
                    threads.invokeAll(
                            List.of(
                                    lock(one, two, bothHoldOne, oneIsDone, runs),
                                    lock(two, one, bothHoldOne, oneIsDone, runs)))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(runs).hasValue(3);
    }

    @Test
    void failureThatDoesNotPassIsGivenUpAfterThreeTries() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() ->
                        transactions.write(() -> {
                            runs.incrementAndGet();
                            throw new IllegalStateException(
                                    new SQLException("not serialisable", "40001"));
                        }))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(runs).hasValue(3);
    }

    @Test
    void otherFailuresAreNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() ->
                        transactions.write(() -> {
                            runs.incrementAndGet();
                            throw new IllegalStateException(new SQLException("taken", "23505"));
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void workThatTookTooLongIsRolledBack() {
        long user = Long.parseLong(node.rest().register("Slow").field("user.id"));
        Users users = node.bean(Users.class);

        assertThatThrownBy(() ->
                        transactions.write(() ->
                                Transactions.inTime(
                                        () -> {
                                            users.setBlocked(user, true);
                                            return true;
                                        },
                                        Duration.ZERO)))
                .isInstanceOf(Unavailable.class);
        assertThat(node.rest().login("slow@test.com", "password123").status()).isEqualTo(200);
    }

    /// Locks both. A victim lets the other one end before it tries again, or the two might meet
    /// once more.
    private Callable<Boolean> lock(
            long first,
            long second,
            CountDownLatch bothHoldOne,
            CountDownLatch oneIsDone,
            AtomicInteger runs) {
        Users users = node.bean(Users.class);
        return () -> {
            boolean done =
                    transactions.write(() -> {
                        if (runs.incrementAndGet() > 2) {
                            await(oneIsDone);
                        }
                        users.setBlocked(first, false);
                        bothHoldOne.countDown();
                        await(bothHoldOne);
                        users.setBlocked(second, false);
                        return true;
                    });
            oneIsDone.countDown();
            return done;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

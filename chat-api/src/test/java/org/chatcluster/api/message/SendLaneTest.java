package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.api.message.SendLane.Outcome;
import org.chatcluster.api.message.SendResult.Sent;
import org.chatcluster.api.refusal.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendLaneTest {
    private static final SendConfig CONFIG = new SendConfig(1, 4, 8, Duration.ofSeconds(30));
    private static final byte[] ANSWER = {1};

    private final GatedStatement statement = new GatedStatement();
    private final SendLane lane = new SendLane(CONFIG, statement, SendLaneTest::answer);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(lane);

    @BeforeEach
    void start() {
        thread.start();
    }

    @AfterEach
    void stop() {
        thread.interrupt();
    }

    @Test
    void whatArrivesDuringACommitSharesTheNextOne() throws Exception {
        PendingSend first = offer(draft(1, null));
        statement.awaitCall();
        List<PendingSend> rest =
                List.of(offer(draft(1, null)), offer(draft(2, null)), offer(draft(1, null)));

        statement.letThrough(2);

        await(first);
        for (PendingSend send : rest) {
            await(send);
        }
        assertThat(statement.batchSizes()).containsExactly(1, 3);
    }

    @Test
    void batchIsBounded() throws Exception {
        offer(draft(1, null));
        statement.awaitCall();
        List<PendingSend> rest = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rest.add(offer(draft(1, null)));
        }

        statement.letThrough(3);

        await(rest.getLast());
        assertThat(statement.batchSizes()).containsExactly(1, 4, 2);
    }

    @Test
    void fullLaneRefuses() throws Exception {
        offer(draft(1, null));
        statement.awaitCall();
        for (int i = 0; i < CONFIG.queue(); i++) {
            offer(draft(1, null));
        }

        boolean taken = lane.offer(pending(draft(1, null)));

        assertThat(taken).isFalse();
        statement.letThrough(10);
    }

    @Test
    void repeatWaitsForTheBatchAfterItsFirst() throws Exception {
        offer(draft(1, null));
        statement.awaitCall();
        offer(draft(1, "same"));
        PendingSend repeat = offer(draft(1, "same"));
        PendingSend other = offer(draft(1, "other"));

        statement.letThrough(3);

        await(repeat);
        await(other);
        assertThat(statement.batchSizes()).containsExactly(1, 2, 1);
    }

    @Test
    void rolledBackBatchGoesOneByOneAndOnlyTheBadOneFails() throws Exception {
        offer(draft(1, null));
        statement.awaitCall();
        PendingSend good = offer(draft(1, null));
        PendingSend bad = offer(draft(GatedStatement.BROKEN_CHAT, null));
        PendingSend alsoGood = offer(draft(2, null));

        statement.letThrough(10);

        await(good);
        await(alsoGood);
        assertThatThrownBy(() -> await(bad)).hasCauseInstanceOf(Unavailable.class);
    }

    @Test
    void deadlockIsTriedAgain() throws Exception {
        statement.failNext("40P01");

        PendingSend send = offer(draft(1, null));
        statement.letThrough(2);

        await(send);
        assertThat(statement.batchSizes()).containsExactly(1, 1);
    }

    @Test
    void lockedChatDoesNotHoldItsOtherMessagesAgain() throws Exception {
        offer(draft(1, null));
        statement.awaitCall();
        PendingSend locked = offer(draft(GatedStatement.LOCKED_CHAT, null));
        PendingSend alsoLocked = offer(draft(GatedStatement.LOCKED_CHAT, null));
        PendingSend free = offer(draft(2, null));

        statement.letThrough(10);

        await(free);
        assertThatThrownBy(() -> await(locked)).hasCauseInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> await(alsoLocked)).hasCauseInstanceOf(Unavailable.class);
        assertThat(statement.batchSizes()).containsExactly(1, 3, 1, 1);
    }

    @Test
    void laneOutlivesAnError() throws Exception {
        statement.failNext(new NoClassDefFoundError("gone"));

        PendingSend send = offer(draft(1, null));
        statement.letThrough(1);

        assertThatThrownBy(() -> await(send)).hasCauseInstanceOf(Unavailable.class);
        PendingSend next = offer(draft(1, null));
        statement.letThrough(1);
        await(next);
    }

    @Test
    void whatIsOfferedToALaneThatHasEndedIsRefused() throws Exception {
        thread.interrupt();
        thread.join();

        PendingSend late = offer(draft(1, null));

        assertThatThrownBy(() -> await(late)).hasCauseInstanceOf(Unavailable.class);
        assertThat(lane.waiting()).isZero();
    }

    private static void answer(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> outcome.send().answer().complete(ANSWER));
    }

    private static void await(PendingSend send) throws Exception {
        try {
            assertThat(send.answer().get(10, TimeUnit.SECONDS)).isEqualTo(ANSWER);
        } catch (ExecutionException e) {
            throw e;
        }
    }

    private PendingSend offer(Draft draft) {
        PendingSend send = pending(draft);
        assertThat(lane.offer(send)).isTrue();
        return send;
    }

    private static PendingSend pending(Draft draft) {
        return new PendingSend(
                draft, System.nanoTime(), new CompletableFuture<>(), new CallId("r", null), null);
    }

    private static Draft draft(long chatId, @Nullable String clientId) {
        Draft.Author author = new Draft.Author(7, UUID.randomUUID());
        return new Draft(chatId, author, "text", "hello", null, null, clientId, null);
    }

    /// A statement that waits for leave before each commit.
    private static final class GatedStatement implements SendStatement {
        static final long BROKEN_CHAT = 666;
        static final long LOCKED_CHAT = 667;

        private final Semaphore calls = new Semaphore(0);
        private final Semaphore leave = new Semaphore(0);
        private final List<Integer> batchSizes = Collections.synchronizedList(new ArrayList<>());
        private volatile @Nullable String nextFailure;
        private volatile @Nullable Error nextError;

        void awaitCall() throws InterruptedException {
            assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        void letThrough(int commits) {
            leave.release(commits);
        }

        void failNext(String sqlState) {
            nextFailure = sqlState;
        }

        void failNext(Error error) {
            nextError = error;
        }

        List<Integer> batchSizes() {
            return List.copyOf(batchSizes);
        }

        @Override
        public List<SendResult> send(List<Draft> drafts) throws SQLException {
            batchSizes.add(drafts.size());
            calls.release();
            leave.acquireUninterruptibly();
            Error error = nextError;
            nextError = null;
            if (error != null) {
                throw error;
            }
            String failure = nextFailure;
            nextFailure = null;
            if (failure != null) {
                throw new SQLException("failed", failure);
            }
            if (drafts.stream().anyMatch(draft -> draft.chatId() == BROKEN_CHAT)) {
                throw new SQLException("broken", "XX000");
            }
            if (drafts.stream().anyMatch(draft -> draft.chatId() == LOCKED_CHAT)) {
                throw new SQLException("locked", "55P03");
            }
            return drafts.stream()
                    .<SendResult>map(_ -> new Sent(1, 1, Instant.EPOCH, 1, 1, List.of()))
                    .toList();
        }
    }
}

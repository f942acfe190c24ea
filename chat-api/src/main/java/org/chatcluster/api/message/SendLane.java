package org.chatcluster.api.message;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.Unavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer of messages: a queue, and a thread that commits whatever has arrived while its
/// previous commit was under way, without a timer. One message alone goes at once; under load the
/// commit is shared.
///
/// Invariants: the drafts of one chat are committed, and handed to `committed`, in the order in
/// which they were taken in; and each draft that was taken in is answered, whatever fails and
/// whenever the lane ends.
final class SendLane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SendLane.class);
    private static final int TRIES = 3;

    private final SendConfig config;
    private final SendStatement statement;
    private final Consumer<List<Outcome>> committed;
    private final BlockingQueue<PendingSend> waiting;
    private final Deque<PendingSend> deferred = new ArrayDeque<>();
    private volatile boolean ended;

    /// @param committed gets each batch's outcomes, on the lane's thread, before the next batch
    ///   begins
    SendLane(SendConfig config, SendStatement statement, Consumer<List<Outcome>> committed) {
        this.config = config;
        this.statement = statement;
        this.committed = committed;
        this.waiting = new ArrayBlockingQueue<>(config.queue());
    }

    /// Takes a draft in. Never blocks; thread-safe. It looks whether the lane has ended after the
    /// draft is in, and the lane, when it ends, takes out what is in after it has said so: so one
    /// of the two refuses it.
    ///
    /// @return false if too many wait already
    boolean offer(PendingSend send) {
        boolean taken = waiting.offer(send);
        if (taken && ended) {
            refuseWaiting();
        }
        return taken;
    }

    /// Returns how many wait to be taken into a batch. Thread-safe.
    int waiting() {
        return waiting.size();
    }

    /// Works until the thread is interrupted.
    @Override
    public void run() {
        try {
            while (true) {
                work();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            refuse(List.copyOf(deferred), unavailable("the node stops", null));
            refuseWaiting();
        }
    }

    private void refuseWaiting() {
        List<PendingSend> left = new ArrayList<>();
        waiting.drainTo(left);
        refuse(left, unavailable("the node stops", null));
    }

    /// Commits a batch. Whatever happens, each of its senders gets an answer and the lane goes on.
    private void work() throws InterruptedException {
        List<PendingSend> candidates = new ArrayList<>(config.batch());
        try {
            take(candidates);
            List<PendingSend> batch = batchOf(candidates);
            if (!batch.isEmpty()) {
                commit(batch);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            LOG.error("batch failed size={}", candidates.size(), e);
            deferred.clear();
            refuse(candidates, unavailable("internal", e));
        }
    }

    /// Waits for a first draft, and takes what else is there.
    private void take(List<PendingSend> candidates) throws InterruptedException {
        candidates.addAll(deferred);
        deferred.clear();
        if (candidates.isEmpty()) {
            candidates.add(waiting.take());
        }
        waiting.drainTo(candidates, config.batch() - candidates.size());
    }

    /// Returns those that go into one statement. A draft that may repeat another of the same batch
    /// is left for the next one, where the first is already committed.
    private List<PendingSend> batchOf(List<PendingSend> candidates) {
        List<PendingSend> batch = new ArrayList<>(candidates.size());
        for (PendingSend candidate : candidates) {
            if (System.nanoTime() - candidate.enqueuedNanos() > config.patience().toNanos()) {
                candidate.answer().completeExceptionally(unavailable("waited too long", null));
            } else if (batch.stream().anyMatch(s -> s.draft().mayRepeat(candidate.draft()))) {
                defer(candidate);
            } else {
                batch.add(candidate);
            }
        }
        return batch;
    }

    /// Half of a batch at most waits like this, so that one client's repeats leave the others room.
    private void defer(PendingSend repeat) {
        if (deferred.size() < config.batch() / 2) {
            deferred.add(repeat);
        } else {
            refuse(List.of(repeat), unavailable("too many repeats wait", null));
        }
    }

    private void commit(List<PendingSend> batch) {
        try {
            finish(batch, statement.send(batch.stream().map(PendingSend::draft).toList()));
        } catch (SQLException e) {
            if (batch.size() > 1 && !isConnectionFailure(e)) {
                LOG.debug("batch rolled back, its messages go one by one size={}", batch.size(), e);
                commitOneByOne(batch);
            } else {
                retry(batch, e);
            }
        }
    }

    /// One bad or blocked item must not take the others down with it. Once a chat has timed out,
    /// its other drafts are refused at once instead of waiting as long again; once the connection
    /// has failed, all the rest.
    private void commitOneByOne(List<PendingSend> batch) {
        Set<Long> blockedChats = new HashSet<>();
        boolean connected = true;
        for (PendingSend send : batch) {
            long chatId = send.draft().chatId();
            if (!connected || blockedChats.contains(chatId)) {
                refuse(List.of(send), unavailable("chat is locked or database away", null));
                continue;
            }
            try {
                finish(List.of(send), statement.send(List.of(send.draft())));
            } catch (SQLException e) {
                connected = !isConnectionFailure(e);
                if (isTimeOut(e)) {
                    blockedChats.add(chatId);
                }
                retry(List.of(send), e);
            }
        }
    }

    /// Tries a single draft again if the failure is one that passes: a race for a client id or a
    /// key (which leaves a null), a deadlock, a serialisation failure. Any other is the sender's
    /// answer.
    private void retry(List<PendingSend> batch, SQLException first) {
        SQLException failure = first;
        for (int tries = 1; tries < TRIES && batch.size() == 1 && passes(failure); tries++) {
            try {
                finish(batch, statement.send(List.of(batch.getFirst().draft())));
                return;
            } catch (SQLException e) {
                failure = e;
            }
        }
        LOG.warn(
                "messages not committed count={} state={} cause={}",
                batch.size(),
                failure.getSQLState(),
                failure.getMessage());
        refuse(batch, isBadData(failure) ? notStorable() : unavailable("database away", failure));
    }

    private static void refuse(List<PendingSend> sends, RuntimeException why) {
        sends.forEach(send -> send.answer().completeExceptionally(why));
    }

    private void finish(List<PendingSend> batch, List<SendResult> results) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            outcomes.add(new Outcome(batch.get(i), results.get(i)));
        }
        committed.accept(outcomes);
    }

    private static boolean passes(SQLException e) {
        return switch (e.getSQLState()) {
            case "23505", "23502", "40001", "40P01" -> true;
            case null, default -> false;
        };
    }

    /// Lock not available, or statement cancelled by its time-out.
    private static boolean isTimeOut(SQLException e) {
        return switch (e.getSQLState()) {
            case "55P03", "57014" -> true;
            case null, default -> false;
        };
    }

    private static boolean isConnectionFailure(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300");
    }

    /// A data exception: the text can't be stored, and never will be.
    private static boolean isBadData(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("22");
    }

    private static InvalidInput notStorable() {
        return new InvalidInput("content", "can't be stored");
    }

    /// Sending again with the same client id or idempotency key is safe, even if the message was
    /// committed after all.
    static Unavailable unavailable(String what, @Nullable Throwable cause) {
        return new Unavailable(what, Duration.ofSeconds(1), cause);
    }

    /// What became of one send.
    record Outcome(PendingSend send, SendResult result) {}
}

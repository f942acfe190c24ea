package org.chatcluster.gateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends one command for all ids that came while the previous command was under way, and at once if
/// none is: batches without a timer. Thread-safe.
///
/// Invariant: while an id waits, a command is under way or is being sent; and each id is in a
/// command that succeeds, or is told to have failed.
final class CommandBatches {
    private static final int LARGEST = 1_000;
    private static final Long[] NONE = {};

    private final ConcurrentLinkedQueue<Long> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Function<Long[], CompletionStage<?>> send;

    private final Consumer<Long[]> failed;
    private volatile Long[] underWay = NONE;
    private volatile boolean ended;

    /// Makes batches that are sent by `send`; those that could not be go to `failed`.
    CommandBatches(Function<Long[], CompletionStage<?>> send, Consumer<Long[]> failed) {
        this.send = send;
        this.failed = failed;
    }

    void add(long id) {
        waiting.add(id);
        if (ended) {
            giveUpWaiting();
        } else {
            next();
        }
    }

    /// Gives up what waits and what is under way, since the connection is closed for good.
    void end() {
        ended = true;
        failed.accept(underWay);
        giveUpWaiting();
    }

    private void giveUpWaiting() {
        List<Long> rest = new ArrayList<>();
        for (Long id = waiting.poll(); id != null; id = waiting.poll()) {
            rest.add(id);
        }
        failed.accept(rest.toArray(Long[]::new));
    }

    private void next() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            List<Long> batch = new ArrayList<>();
            for (Long id = waiting.poll(); id != null; id = waiting.poll()) {
                batch.add(id);
                if (batch.size() == LARGEST) {
                    break;
                }
            }
            if (batch.isEmpty()) {
                busy.set(false);
            } else {
                Long[] ids = batch.toArray(Long[]::new);
                underWay = ids;
                send.apply(ids).whenComplete((_, failure) -> done(ids, failure));
            }
        }
    }

    private void done(Long[] ids, @Nullable Throwable failure) {
        if (failure != null) {
            failed.accept(ids);
        }
        underWay = NONE;
        busy.set(false);
        next();
    }
}

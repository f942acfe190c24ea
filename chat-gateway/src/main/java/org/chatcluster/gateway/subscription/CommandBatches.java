package org.chatcluster.gateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Sends one command for all ids that came while the previous command was under way, and at once if
/// none is: batches without a timer. Thread-safe.
///
/// Invariant: while an id waits, a command is under way or is being sent.
final class CommandBatches {
    private static final int LARGEST = 1_000;

    private final ConcurrentLinkedQueue<Long> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Function<Long[], CompletionStage<?>> send;

    CommandBatches(Function<Long[], CompletionStage<?>> send) {
        this.send = send;
    }

    void add(long id) {
        waiting.add(id);
        next();
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
                send.apply(batch.toArray(Long[]::new)).whenComplete((_, _) -> done());
            }
        }
    }

    private void done() {
        busy.set(false);
        next();
    }
}

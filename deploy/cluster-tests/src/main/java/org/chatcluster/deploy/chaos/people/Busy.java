package org.chatcluster.deploy.chaos.people;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/// All that is being done on the people's threads.
final class Busy {
    private final AtomicInteger busy = new AtomicInteger();
    private final List<Doing> doings = new ArrayList<>();
    private final ExecutorService threads;

    Busy(ExecutorService threads) {
        this.threads = threads;
    }

    /// Starts something that goes on until [#stop].
    void start(Doing doing) {
        doings.add(doing);
        execute(doing);
    }

    void execute(Runnable task) {
        busy.incrementAndGet();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                busy.decrementAndGet();
            }
        });
    }

    void stop() {
        doings.forEach(Doing::stop);
    }

    boolean isOver() {
        return busy.get() == 0;
    }
}

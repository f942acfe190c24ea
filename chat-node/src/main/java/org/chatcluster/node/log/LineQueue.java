package org.chatcluster.node.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/// Writes lines from a thread of its own: a slow terminal or disk must not slow event loops down.
/// While the queue is full, lines are dropped, whatever their level, and counted. Logback makes it
/// by its name. Thread-safe.
public final class LineQueue extends AsyncAppender {
    private final LongAdder dropped = new LongAdder();

    public LineQueue() {
        setNeverBlock(true);
        setDiscardingThreshold(0);
    }

    @Override
    protected void append(ILoggingEvent line) {
        // Threads that share the last free place all pass, and of those one alone is taken.
        if (getRemainingCapacity() == 0) {
            dropped.increment();
        } else {
            super.append(line);
        }
    }

    /// Returns how many lines were dropped, but for the few that came for the last free place.
    long dropped() {
        return dropped.sum();
    }
}

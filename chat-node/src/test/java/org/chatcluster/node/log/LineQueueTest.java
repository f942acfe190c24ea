package org.chatcluster.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LineQueueTest {
    private static final int PLACES = 100;

    /// A terminal that shows nothing until it is told to.
    private static final class Terminal extends AppenderBase<ILoggingEvent> {
        private final CountDownLatch shows = new CountDownLatch(1);
        private final AtomicInteger shown = new AtomicInteger();

        @Override
        protected void append(ILoggingEvent line) {
            try {
                shows.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            shown.incrementAndGet();
        }
    }

    @Test
    void linesOfAllLevelsWaitUntilTheQueueIsFullAndAreCountedThen() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Terminal terminal = new Terminal();
        LineQueue queue = new LineQueue();
        queue.setContext(context);
        queue.setQueueSize(PLACES);
        terminal.setContext(context);
        terminal.start();
        queue.addAppender(terminal);
        queue.start();
        context.getLogger("a").addAppender(queue);
        context.getLogger("a").setLevel(Level.DEBUG);

        for (int i = 0; i < PLACES; i++) {
            context.getLogger("a").debug("waits {}", i);
        }
        assertThat(queue.dropped()).isZero();
        int lines = PLACES;
        // The writer has taken some off the queue, which makes room.
        for (; queue.dropped() < 10 && lines < 10 * PLACES; lines++) {
            context.getLogger("a").error("too many {}", lines);
        }

        assertThat(queue.dropped()).isEqualTo(10);
        terminal.shows.countDown();
        context.stop();
        assertThat(terminal.shown.get() + queue.dropped()).isEqualTo(lines);
    }
}

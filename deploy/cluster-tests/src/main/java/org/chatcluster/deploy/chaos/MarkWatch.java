package org.chatcluster.deploy.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chatcluster.deploy.chaos.cluster.Truth;
import org.chatcluster.deploy.chaos.history.Mark;

/// Looks at all read marks in PostgreSQL again and again, as long as it answers.
final class MarkWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Queue<Mark> samples = new ConcurrentLinkedQueue<>();
    private final Truth truth;
    private final Set<Long> chats;
    private final Thread thread;

    MarkWatch(Truth truth, Set<Long> chats) {
        this.truth = truth;
        this.chats = Set.copyOf(chats);
        this.thread = Thread.ofVirtual().name("mark-watch").start(this::lookAlways);
    }

    /// Looks once.
    synchronized void look() {
        samples.addAll(truth.marks(chats));
    }

    /// Returns all that was seen, in the order of the looks.
    List<Mark> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void lookAlways() {
        try {
            while (true) {
                lookIfAnswered();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookIfAnswered() {
        try {
            look();
        } catch (Truth.Unanswered _) {
            // It is being killed or paused: then nothing is to be seen.
        }
    }
}

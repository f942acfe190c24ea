package org.chatcluster.deploy.chaos.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.client.session.CommandRefused;
import org.chatcluster.deploy.client.session.NotAnswered;

/// What all writers and readers were answered. Thread-safe.
record Notes(
        Queue<Acked> acked, Queue<String> refused, Queue<Mark> marks, AtomicInteger unanswered) {
    Notes() {
        this(
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedQueue<>(),
                new AtomicInteger());
    }

    /// Carries a send out and notes its outcome. Without an answer it is for PostgreSQL to say
    /// whether it was committed.
    void note(String writer, Supplier<JsonNode> send) {
        try {
            JsonNode message = send.get();
            acked.add(
                    new Acked(
                            writer,
                            message.path("chat_id").longValue(),
                            message.path("seq").longValue(),
                            message.path("content").asText()));
        } catch (NotAnswered _) {
            unanswered.incrementAndGet();
        } catch (CommandRefused code) {
            refused.add("message of " + writer + ": " + code.getMessage());
        }
    }
}

package org.chatcluster.deploy.chaos.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.Changing;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.history.Writing;
import org.chatcluster.deploy.client.session.CommandRefused;
import org.chatcluster.deploy.client.session.NotAnswered;

/// What all writers and readers were answered. Thread-safe.
final class Notes {
    private final Queue<Acked> acked = new ConcurrentLinkedQueue<>();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final Queue<Long> unansweredChanges = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private final Map<Long, Own> latest = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    /// A message that was acknowledged.
    record Own(long id, long chat, String words) {}

    Queue<String> refused() {
        return refused;
    }

    Queue<Mark> marks() {
        return marks;
    }

    int unanswered() {
        return unanswered.get() + unansweredChanges.size();
    }

    /// Returns the message of that chat that was acknowledged last.
    Optional<Own> latest(long chat) {
        return Optional.ofNullable(latest.get(chat));
    }

    /// Returns what was written, next to what PostgreSQL holds.
    Writing writing(List<Stored> stored) {
        return new Writing(
                List.copyOf(acked),
                List.copyOf(refused),
                stored,
                new Changing(List.copyOf(changes), List.copyOf(unansweredChanges)));
    }

    /// Carries a send out and notes its outcome. Without an answer it is for PostgreSQL to say
    /// whether it was committed.
    Optional<Own> note(String writer, Supplier<JsonNode> send) {
        try {
            JsonNode message = send.get();
            long chat = message.path("chat_id").longValue();
            String content = message.path("content").asText();
            acked.add(new Acked(writer, chat, message.path("seq").longValue(), content));
            Own own = new Own(message.path("id").longValue(), chat, content);
            latest.put(chat, own);
            return Optional.of(own);
        } catch (NotAnswered _) {
            unanswered.incrementAndGet();
        } catch (CommandRefused code) {
            refused.add("message of " + writer + ": " + code.getMessage());
        }
        return Optional.empty();
    }

    /// Carries a change out and notes its outcome. A reaction to a message that its author has
    /// deleted meanwhile comes too late.
    void change(Change.Kind kind, String writer, Own message, Supplier<JsonNode> change) {
        try {
            JsonNode answer = change.get();
            changes.add(
                    new Change(
                            kind,
                            writer,
                            message.chat(),
                            answer.path("seq").longValue(),
                            state(answer)));
        } catch (NotAnswered _) {
            unansweredChanges.add(message.chat());
        } catch (CommandRefused code) {
            boolean tooLate = kind != Change.Kind.EDIT && "not_found".equals(code.getMessage());
            if (!tooLate) {
                refused.add(kind + " of " + writer + ": " + code.getMessage());
            }
        }
    }

    private static State state(JsonNode message) {
        Map<String, Integer> reactions = new HashMap<>();
        message.path("reactions")
                .forEach(reaction ->
                        reactions.put(
                                reaction.path("emoji").asText(),
                                reaction.path("count").intValue()));
        return new State(
                message.path("change_seq").longValue(),
                message.path("content").asText(),
                message.path("deleted_at").isTextual(),
                reactions);
    }
}

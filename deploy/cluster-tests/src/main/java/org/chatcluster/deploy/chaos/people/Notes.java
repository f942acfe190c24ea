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
import org.chatcluster.deploy.chaos.history.MembershipChange;
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
    private final Queue<MembershipChange> memberships = new ConcurrentLinkedQueue<>();
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

    /// Returns who came and went, or was meant to.
    List<MembershipChange> memberships() {
        return List.copyOf(memberships);
    }

    int unanswered() {
        long members = memberships.stream().filter(change -> !change.answered()).count();
        return unanswered.get() + unansweredChanges.size() + Math.toIntExact(members);
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

    /// Carries a change of members out and notes its outcome.
    ///
    /// @param change returns the seq that it was answered with, a missing node for none
    /// @return whether it was answered
    boolean member(MembershipChange.Kind kind, long chat, long user, Supplier<JsonNode> change) {
        try {
            long seq = change.get().asLong();
            return memberships.add(new MembershipChange(kind, chat, user, seq, true));
        } catch (NotAnswered _) {
            memberships.add(new MembershipChange(kind, chat, user, 0, false));
        } catch (CommandRefused code) {
            refused.add(kind + " user " + user + ": " + code.getMessage());
        }
        return false;
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

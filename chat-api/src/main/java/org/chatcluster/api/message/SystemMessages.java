package org.chatcluster.api.message;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.outbox.OutboxRow;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Writes the server's own messages, which tell a chat's members what has become of it. They take a
/// seq and are replayed like all others; they never count as unread and the chat does not rise for
/// them. Blocks on the database.
///
/// Invariant: a change of a chat's members or title and its message commit together, under the lock
/// of the chat's row, so the message's seq is the change's place among all messages.
@Singleton
public final class SystemMessages {
    private final SystemMessageRepository repository;
    private final MessageEvents created;
    private final OutboxPublisher publisher;
    private final Transactions transactions;
    private final JsonMapper json;

    SystemMessages(
            SystemMessageRepository repository,
            MessageEvents created,
            OutboxPublisher publisher,
            Transactions transactions,
            JsonMapper json) {
        this.repository = repository;
        this.created = created;
        this.publisher = publisher;
        this.transactions = transactions;
        this.json = json;
    }

    /// Writes a message into the running transaction, and publishes it, once that has committed, to
    /// those who are members then.
    ///
    /// @param membersChange whether the transaction adds or removes members
    /// @return the message's place, at which everything belongs that this transaction tells of
    /// @throws NotFound if there is no such chat
    /// @throws IllegalStateException if no transaction runs
    public Recipients.Members add(long chatId, long author, Note note, boolean membersChange) {
        return add(chatId, author, note, membersChange, _ -> {});
    }

    /// Does the same.
    ///
    /// @param first runs when the place is known; what it puts into the outbox is published before
    ///   the message
    public Recipients.Members add(
            long chatId,
            long author,
            Note note,
            boolean membersChange,
            Consumer<Recipients.Members> first) {
        transactions.require();
        var row =
                repository
                        .add(chatId, author, note.content, payload(note), membersChange ? 1 : 0)
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new NotFound("there is no such chat"));
        OutboxRow queued =
                new OutboxRow(
                        row.id(),
                        EventType.MESSAGE_CREATED.code(),
                        chatId,
                        row.seq(),
                        row.membersVersion(),
                        null,
                        null);
        var place = new Recipients.Members(chatId, row.membersVersion(), row.seq());
        first.accept(place);
        List<Event> events = created.eventsOf(EventType.MESSAGE_CREATED, List.of(queued));
        transactions.afterCommit(() -> publisher.publish(events));
        return place;
    }

    private String payload(Note note) {
        try {
            return new String(json.writeValueAsBytes(note.payload), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a message says.
    ///
    /// @param content a sentence for people
    /// @param payload the same for programs, a record that can be written as JSON
    public record Note(String content, Object payload) {}
}

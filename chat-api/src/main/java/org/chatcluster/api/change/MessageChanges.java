package org.chatcluster.api.change;

import jakarta.inject.Singleton;
import java.util.List;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.MessageEvents;
import org.chatcluster.api.message.Messages;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// The frame of every change of a message: lock it, write what changes together with its new
/// `change_seq` and `changed_at`, tell it. All in the transaction of the calling thread. Blocks on
/// the database.
///
/// Invariant: a chat's seqs are taken under the lock of its row, by sends and by changes alike, and
/// each is taken together with the row that carries it: so they have no gaps and are in the order
/// of the commits.
@Singleton
public final class MessageChanges {
    private final ChangeRepository repository;
    private final Messages messages;
    private final MessageEvents events;
    private final OutboxPublisher publisher;
    private final Transactions transactions;

    MessageChanges(
            ChangeRepository repository,
            Messages messages,
            MessageEvents events,
            OutboxPublisher publisher,
            Transactions transactions) {
        this.repository = repository;
        this.messages = messages;
        this.events = events;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    /// Locks a message of one of the caller's chats that is not deleted.
    ///
    /// @throws NotFound if there is no such message
    public LockedMessage lock(long caller, long messageId) {
        LockedMessage message = lock(caller, messageId, false);
        if (message.deleted()) {
            throw new NotFound("the message is deleted");
        }
        return message;
    }

    /// Locks a message, be it deleted or not.
    ///
    /// @param anyChat whether it may be of a chat that the caller is not in
    /// @throws NotFound if there is no such message
    public LockedMessage lock(long caller, long messageId, boolean anyChat) {
        transactions.require();
        return repository
                .lock(caller, messageId, anyChat)
                .orElseThrow(() -> new NotFound("there is no such message"));
    }

    /// Counts a change that is written, tells it to the chat's members once the transaction has
    /// committed, and returns the message as it is now. Once for each lock.
    public Message tell(LockedMessage locked, EventType type) {
        long outboxId =
                repository.count(
                        type.code(),
                        locked.chatId(),
                        locked.changeSeq(),
                        locked.changedAt(),
                        locked.membersVersion());
        Message message = asIs(locked);
        Event event = events.of(outboxId, type, locked.membersVersion(), message);
        transactions.afterCommit(() -> publisher.publish(List.of(event)));
        return message;
    }

    /// Returns a message that was locked as it is now.
    public Message asIs(LockedMessage locked) {
        return messages.at(locked.chatId(), locked.seq());
    }
}

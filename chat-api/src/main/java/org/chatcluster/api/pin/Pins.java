package org.chatcluster.api.pin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.chatcluster.api.change.LockedMessage;
import org.chatcluster.api.change.MessageChanges;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.Messages;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.common.event.EventType;

/// Pins messages to the top of their chat, for all members. Blocks on the database; what writes
/// runs in the caller's transaction.
@Singleton
final class Pins {
    /// Pinned messages of a chat at most.
    private static final int MAX_PINS = 100;

    private final PinRepository repository;
    private final MessageChanges changes;
    private final Messages messages;
    private final Transactions transactions;

    Pins(
            PinRepository repository,
            MessageChanges changes,
            Messages messages,
            Transactions transactions) {
        this.repository = repository;
        this.changes = changes;
        this.messages = messages;
        this.transactions = transactions;
    }

    /// Pins a message; one that is pinned stays so.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if there is no such message any more
    /// @throws NotAllowed if the chat is a group that the caller is not in charge of
    Message pin(long caller, long messageId) {
        LockedMessage message = locked(caller, messageId);
        if (message.pinned()) {
            return changes.asIs(message);
        }
        if (repository.findSeqs(message.chatId()).size() >= MAX_PINS) {
            throw new InvalidInput("id", "a chat has at most 100 pinned messages");
        }
        repository.add(message.chatId(), message.seq());
        repository.mark(
                message.chatId(),
                message.seq(),
                message.changedAt(),
                message.changeSeq(),
                message.changedAt());
        return changes.tell(message, EventType.MESSAGE_UPDATED);
    }

    /// Unpins a message, if it is pinned.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if there is no such message any more
    /// @throws NotAllowed if the chat is a group that the caller is not in charge of
    Message unpin(long caller, long messageId) {
        LockedMessage message = locked(caller, messageId);
        if (!message.pinned()) {
            return changes.asIs(message);
        }
        repository.remove(message.chatId(), message.seq());
        repository.mark(
                message.chatId(), message.seq(), null, message.changeSeq(), message.changedAt());
        return changes.tell(message, EventType.MESSAGE_UPDATED);
    }

    /// Returns a chat's pinned messages, the one that was pinned last first, as of one moment at
    /// which the reader is a member.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if the reader is not a member
    List<Message> of(long reader, long chatId) {
        List<Message> pinned =
                transactions.snapshot(() -> {
                    messages.requireMember(chatId, reader);
                    List<Long> seqs = repository.findSeqs(chatId);
                    return messages.at(Collections.nCopies(seqs.size(), chatId), seqs);
                });
        return pinned.stream()
                .filter(message -> message.pinnedAt() != null)
                .sorted(Comparator.comparing(Pins::pinnedAt).reversed())
                .toList();
    }

    private LockedMessage locked(long caller, long messageId) {
        LockedMessage message = changes.lock(caller, messageId);
        if (message.isInGroup() && !message.isCallerInCharge()) {
            throw new NotAllowed("only the chat's admins can pin a message");
        }
        return message;
    }

    private static Instant pinnedAt(Message message) {
        return Objects.requireNonNull(message.pinnedAt());
    }
}

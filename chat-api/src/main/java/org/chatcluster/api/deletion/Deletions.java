package org.chatcluster.api.deletion;

import jakarta.inject.Singleton;
import org.chatcluster.api.change.LockedMessage;
import org.chatcluster.api.change.MessageChanges;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.token.AccessClaims;

/// Deletes messages. Blocks on the database and runs in the caller's transaction.
@Singleton
final class Deletions {
    private final DeletionRepository repository;
    private final MessageChanges changes;

    Deletions(DeletionRepository repository, MessageChanges changes) {
        this.repository = repository;
        this.changes = changes;
    }

    /// Deletes a message and returns what is left of it; one that is deleted stays as it is.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if there is no such message
    /// @throws NotAllowed if the caller is neither its author nor in charge of the chat nor an
    ///   administrator
    Message delete(AccessClaims caller, long messageId) {
        boolean administrator = caller.role() == AccessClaims.Role.ADMIN;
        LockedMessage message = changes.lock(caller.userId(), messageId, administrator);
        if (!message.isByCaller() && !message.isCallerInCharge() && !administrator) {
            throw new NotAllowed("only its author and the chat's admins can delete a message");
        }
        if (message.isSystem()) {
            throw new NotAllowed("a system message can't be deleted");
        }
        if (message.deleted()) {
            return changes.asIs(message);
        }
        repository.empty(
                message.chatId(),
                message.seq(),
                message.mentioned().toArray(Long[]::new),
                message.changeSeq(),
                message.changedAt());
        return changes.tell(message, EventType.MESSAGE_DELETED);
    }
}

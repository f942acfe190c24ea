package org.chatcluster.api.edit;

import jakarta.inject.Singleton;
import java.util.List;
import org.chatcluster.api.change.LockedMessage;
import org.chatcluster.api.change.MessageChanges;
import org.chatcluster.api.edit.EditRepository.Place;
import org.chatcluster.api.mention.Mentions;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Edits messages, and shows what they said before. Blocks on the database; what writes runs in the
/// caller's transaction.
@Singleton
final class Edits {
    private final EditRepository repository;
    private final MessageChanges changes;
    private final Mentions mentions;

    Edits(EditRepository repository, MessageChanges changes, Mentions mentions) {
        this.repository = repository;
        this.changes = changes;
        this.mentions = mentions;
    }

    /// Lets a message say something else. An edit that changes nothing is none.
    ///
    /// @throws NotFound if there is no such message any more
    /// @throws NotAllowed if it is not the caller's own, or not their own words
    Message edit(long caller, long messageId, String content) {
        LockedMessage message = changes.lock(caller, messageId);
        if (!message.isByCaller() || message.isSystem()) {
            throw new NotAllowed("only its author can edit a message");
        }
        if (message.forwarded()) {
            throw new NotAllowed("a forwarded message can't be edited");
        }
        if (message.content().equals(content)) {
            return changes.asIs(message);
        }
        List<Long> mentioned = mentions.in(message.chatId(), content);
        repository.edit(
                message.chatId(),
                message.seq(),
                content,
                mentioned.toArray(Long[]::new),
                message.changeSeq(),
                message.changedAt());
        mentions.replace(
                message.chatId(),
                message.seq(),
                message.authorId(),
                message.mentioned(),
                mentioned);
        return changes.tell(message, EventType.MESSAGE_UPDATED);
    }

    /// Returns what a message said before, oldest first.
    ///
    /// @param after the last version's change seq of the page before; 0 to begin
    /// @throws NotFound if there is no such message in the reader's chats
    /// @throws NotAllowed if the reader neither wrote it nor is in charge of the chat
    List<Version> versions(long reader, long messageId, long after, int limit) {
        Place place =
                repository
                        .findPlace(reader, messageId)
                        .orElseThrow(() -> new NotFound("there is no such message"));
        if (!place.readerMay()) {
            throw new NotAllowed("only its author and the chat's admins can see the edits");
        }
        return repository.findVersions(place.chatId(), place.seq(), after, limit);
    }
}

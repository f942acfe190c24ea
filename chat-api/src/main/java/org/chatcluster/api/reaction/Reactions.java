package org.chatcluster.api.reaction;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.api.change.LockedMessage;
import org.chatcluster.api.change.MessageChanges;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.MessageJson;
import org.chatcluster.api.message.Reaction;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.event.EventType;

/// Puts emojis under messages and takes them away. Blocks on the database and runs in the caller's
/// transaction.
///
/// Invariant: what a message sums up is what `reactions` holds, since both change under the lock of
/// the chat and in one transaction.
@Singleton
final class Reactions {
    /// Different emojis under one message at most.
    private static final int MAX_EMOJIS = 20;

    private final ReactionRepository repository;
    private final MessageChanges changes;
    private final MessageJson json;

    Reactions(ReactionRepository repository, MessageChanges changes, MessageJson json) {
        this.repository = repository;
        this.changes = changes;
        this.json = json;
    }

    /// Adds the caller's reaction; one that is there already stays.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if there is no such message any more
    Message add(long caller, long messageId, Emoji emoji) {
        LockedMessage message = changes.lock(caller, messageId);
        List<Reaction> reactions = new ArrayList<>(json.decodeReactions(message.reactions()));
        int place = place(reactions, emoji);
        if (place == reactions.size()) {
            if (place == MAX_EMOJIS) {
                throw new InvalidInput("emoji", "must be one of the 20 that are there");
            }
            reactions.add(new Reaction(emoji.text(), 0, List.of()));
        }
        int added =
                repository.add(
                        message.chatId(), message.seq(), emoji.text(), caller, message.changedAt());
        if (added == 0) {
            return changes.asIs(message);
        }
        reactions.set(place, withOneMore(reactions.get(place), caller));
        return tell(message, reactions);
    }

    /// Takes the caller's reaction away, if it is there.
    ///
    /// @throws org.chatcluster.api.refusal.NotFound if there is no such message any more
    Message remove(long caller, long messageId, Emoji emoji) {
        LockedMessage message = changes.lock(caller, messageId);
        List<Reaction> reactions = new ArrayList<>(json.decodeReactions(message.reactions()));
        int place = place(reactions, emoji);
        int removed = repository.remove(message.chatId(), message.seq(), emoji.text(), caller);
        if (removed == 0) {
            return changes.asIs(message);
        }
        Reaction before = reactions.get(place);
        if (before.count() == 1) {
            reactions.remove(place);
        } else {
            reactions.set(place, withOneLess(message, before));
        }
        return tell(message, reactions);
    }

    /// Returns where that emoji stands, or the end.
    private static int place(List<Reaction> reactions, Emoji emoji) {
        int place = 0;
        while (place < reactions.size() && !reactions.get(place).emoji().equals(emoji.text())) {
            place++;
        }
        return place;
    }

    private static Reaction withOneMore(Reaction before, long user) {
        List<Long> users = new ArrayList<>(before.userIds());
        if (users.size() < Reaction.MAX_USERS) {
            users.add(user);
        }
        return new Reaction(before.emoji(), before.count() + 1, users);
    }

    /// Reads who is first now, if it was one of the first who is gone.
    private Reaction withOneLess(LockedMessage message, Reaction before) {
        List<Long> users =
                before.userIds().contains(message.callerId())
                        ? repository.findFirst(
                                message.chatId(), message.seq(), before.emoji(), Reaction.MAX_USERS)
                        : before.userIds();
        return new Reaction(before.emoji(), before.count() - 1, users);
    }

    private Message tell(LockedMessage message, List<Reaction> reactions) {
        repository.sumUp(
                message.chatId(),
                message.seq(),
                json.encode(reactions),
                message.changeSeq(),
                message.changedAt());
        return changes.tell(message, EventType.MESSAGE_UPDATED);
    }
}

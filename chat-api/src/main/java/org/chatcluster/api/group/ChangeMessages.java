package org.chatcluster.api.group;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.message.SystemMessages;
import org.chatcluster.api.refusal.NotFound;

/// Tells the members of a group, by a message in it, what has become of it. Each method takes the
/// chat's next seq, in the transaction that makes the change, and returns that place. Blocks on the
/// database.
@Singleton
public final class ChangeMessages {
    private final SystemMessages messages;
    private final Users users;

    ChangeMessages(SystemMessages messages, Users users) {
        this.messages = messages;
        this.users = users;
    }

    /// Tells who was added.
    ///
    /// @param added at least one
    /// @param first runs when the place is known; what it puts into the outbox is published before
    ///   the message
    public Recipients.Members added(
            long author,
            long chatId,
            Collection<UserView> added,
            Consumer<Recipients.Members> first) {
        return messages.add(chatId, author, ChangeNote.added(user(author), added), true, first);
    }

    /// Tells who was removed, or has left if that was the author.
    public Recipients.Members removed(long author, long chatId, long userId) {
        return messages.add(
                chatId,
                author,
                author == userId
                        ? ChangeNote.left(user(author))
                        : ChangeNote.removed(user(author), user(userId)),
                true);
    }

    Recipients.Members renamed(long author, long chatId, String title) {
        return messages.add(chatId, author, ChangeNote.titled(user(author), title), false);
    }

    Recipients.Members roleGiven(long author, long chatId, long userId, String role) {
        return messages.add(
                chatId, author, ChangeNote.role(user(author), user(userId), role), false);
    }

    private UserView user(long id) {
        UserView user = users.findAll(List.of(id)).get(id);
        if (user == null) {
            throw new NotFound("there is no such user");
        }
        return user;
    }
}

package org.chatcluster.api.group;

import jakarta.inject.Singleton;
import java.util.List;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.chat.Chats;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Renames and deletes chats and gives roles. Runs in the caller's transaction; blocks on the
/// database.
@Singleton
final class Groups {
    private final GroupRepository repository;
    private final ChatLocks locks;
    private final Chats chats;
    private final ChangeMessages messages;
    private final ChatEvents events;

    Groups(
            GroupRepository repository,
            ChatLocks locks,
            Chats chats,
            ChangeMessages messages,
            ChatEvents events) {
        this.repository = repository;
        this.locks = locks;
        this.chats = chats;
        this.messages = messages;
        this.events = events;
    }

    /// Gives a group another title; nothing happens if it has that one.
    ///
    /// @throws NotFound if the caller is not a member
    /// @throws NotAllowed unless the caller is the creator or a chat admin
    ChatView rename(long caller, long chatId, String title) {
        LockedChat chat = locks.group(chatId, caller);
        if (!chat.isRunBy(caller)) {
            throw new NotAllowed("only the creator and the chat's admins may change it");
        }
        if (chat.title().equals(title)) {
            return chats.view(caller, chatId);
        }
        repository.rename(chatId, title);
        Recipients.Members told = messages.renamed(caller, chatId, title);
        ChatView changed = chats.view(caller, chatId);
        events.toMembers(EventType.CHAT_UPDATED, told, GroupChanged.of(changed));
        return changed;
    }

    /// Gives a member a role; nothing happens if they have it.
    ///
    /// @param role `member` or `admin`
    /// @throws NotFound if the caller or that user is not a member
    /// @throws NotAllowed unless the caller is the creator
    void setRole(long caller, long chatId, long userId, String role) {
        LockedChat chat = locks.group(chatId, caller);
        if (!chat.isCreatedBy(caller)) {
            throw new NotAllowed("only the creator may give roles");
        }
        if (caller == userId) {
            throw new CreatorProtected();
        }
        if (!repository.isMember(chatId, userId)) {
            throw new NotFound("there is no such member");
        }
        if (repository.setRole(chatId, userId, role) == 1) {
            messages.roleGiven(caller, chatId, userId, role);
            events.updated(userId, chats.view(userId, chatId));
        }
    }

    /// Deletes a group for all; its members are told, and its messages go afterwards.
    void delete(LockedChat chat) {
        List<Long> members = repository.dissolve(chat.id(), chat.seq());
        events.toUsers(
                EventType.CHAT_DELETED,
                chat.id(),
                chat.seq(),
                members,
                new GoneChat(chat.id(), chat.seq()));
    }

    /// Hides a direct chat from the caller until its next message.
    void hide(long caller, LockedChat chat) {
        repository.hide(chat.id(), caller, chat.seq());
        events.toUsers(
                EventType.CHAT_DELETED,
                chat.id(),
                chat.seq(),
                List.of(caller),
                new GoneChat(chat.id(), chat.seq()));
    }
}

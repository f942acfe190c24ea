package org.chatcluster.api.group;

import jakarta.inject.Singleton;
import org.chatcluster.api.group.member.Members;

/// What `DELETE` of a chat means to its caller: the creator deletes the group for all, another
/// member leaves it, and a direct chat is hidden from the caller until its next message. Runs in
/// the caller's transaction; blocks on the database.
@Singleton
final class Deletion {
    private final ChatLocks locks;
    private final Groups groups;
    private final Members members;

    Deletion(ChatLocks locks, Groups groups, Members members) {
        this.locks = locks;
        this.groups = groups;
        this.members = members;
    }

    /// @throws org.chatcluster.api.refusal.NotFound if the caller is not a member
    void delete(long caller, long chatId) {
        LockedChat chat = locks.chat(chatId, caller);
        if (!chat.isGroup()) {
            groups.hide(caller, chat);
        } else if (chat.isCreatedBy(caller)) {
            groups.delete(chat);
        } else {
            members.remove(caller, chatId, caller);
        }
    }
}

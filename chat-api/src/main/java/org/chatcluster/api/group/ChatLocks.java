package org.chatcluster.api.group;

import jakarta.inject.Singleton;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.api.refusal.NotFound;

/// Locks a chat for a change, and tells what the caller may do in it. Joins the caller's
/// transaction; blocks on the database.
///
/// Invariant: what it returns holds until the transaction ends: nobody joins, leaves, sends or
/// changes the chat meanwhile.
@Singleton
public final class ChatLocks {
    private final GroupRepository repository;

    ChatLocks(GroupRepository repository) {
        this.repository = repository;
    }

    /// Locks a chat of the caller.
    ///
    /// @throws NotFound if the caller is not a member
    public LockedChat chat(long chatId, long caller) {
        return repository.lock(chatId).stream()
                .findFirst()
                .flatMap(locked -> repository.find(locked.id(), caller))
                .orElseThrow(() -> new NotFound("there is no such chat"));
    }

    /// Locks a group of the caller.
    ///
    /// @throws NotFound if the caller is not a member
    /// @throws NotAllowed if it is a direct chat
    public LockedChat group(long chatId, long caller) {
        LockedChat chat = chat(chatId, caller);
        if (!chat.isGroup()) {
            throw new NotAllowed("a direct chat is of its two members alone and keeps its title");
        }
        return chat;
    }
}

package org.chatcluster.api.group.own;

import jakarta.inject.Singleton;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.chat.Chats;
import org.chatcluster.api.group.ChatEvents;

/// Mutes and pins chats for one member, and tells their other devices. Runs in the caller's
/// transaction; blocks on the database.
@Singleton
final class OwnChats {
    private final OwnChatRepository repository;
    private final Chats chats;
    private final ChatEvents events;

    OwnChats(OwnChatRepository repository, Chats chats, ChatEvents events) {
        this.repository = repository;
        this.chats = chats;
        this.events = events;
    }

    /// @return the chat as the member sees it then
    /// @throws org.chatcluster.api.refusal.NotFound if the user is not a member
    ChatView choose(long userId, long chatId, OwnChoice choice) {
        if (choice.mutes()) {
            repository.mute(chatId, userId, choice.mutedUntil());
        }
        Boolean pinned = choice.pinned();
        if (pinned != null && pinned) {
            repository.pin(chatId, userId);
        } else if (pinned != null) {
            repository.unpin(chatId, userId);
        }
        ChatView chat = chats.view(userId, chatId);
        events.updated(userId, chat);
        return chat;
    }
}

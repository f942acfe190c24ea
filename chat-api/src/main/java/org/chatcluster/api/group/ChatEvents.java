package org.chatcluster.api.group;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.Outbox;
import org.chatcluster.api.receipt.Receipts;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// Puts events about chats into the running transaction.
@Singleton
public final class ChatEvents {
    private final Outbox outbox;
    private final JsonMapper json;
    private final Receipts receipts;

    ChatEvents(Outbox outbox, JsonMapper json, Receipts receipts) {
        this.outbox = outbox;
        this.json = json;
        this.receipts = receipts;
    }

    /// Tells all members as of a change.
    ///
    /// @param data a record that can be written as JSON
    public void toMembers(EventType type, Recipients.Members members, Object data) {
        outbox.add(
                new EventHeader(type, members.chatId(), members.seq(), 0), members, encode(data));
    }

    /// Tells some users of a change that took this seq of the chat.
    public void toUsers(EventType type, long chatId, long seq, List<Long> users, Object data) {
        outbox.add(
                new EventHeader(type, chatId, seq, 0), new Recipients.Users(users), encode(data));
    }

    /// Tells one user what a chat has become for them alone.
    public void updated(long userId, ChatView chat) {
        toUsers(EventType.CHAT_UPDATED, chat.id(), chat.seq(), List.of(userId), chat);
    }

    /// Tells authors which of their messages everybody has read, now that somebody is no member any
    /// more who had not.
    public void readByTheRest(long chatId) {
        receipts.tell(chatId);
    }

    private String encode(Object data) {
        try {
            return new String(json.writeValueAsBytes(data), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

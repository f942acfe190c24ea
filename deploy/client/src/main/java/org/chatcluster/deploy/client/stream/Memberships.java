package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who is a member of which chat, as the events of one socket tell it: the user's own comings and
/// goings reach the cursors, all of them the listener. Not thread-safe.
final class Memberships {
    private final Map<Long, Long> untold = new TreeMap<>();
    private final Cursors cursors;
    private final ChatListener listener;
    private long userId;

    Memberships(Cursors cursors, ChatListener listener) {
        this.cursors = cursors;
        this.listener = listener;
    }

    /// Takes an event in, before what it brings is handed on.
    void take(String event, JsonNode data, Origin origin) {
        hand(event, data, origin);
        switch (event) {
            case "hello" -> userId = data.path("user_id").longValue();
            case "chat.created" -> created(data);
            case "chat.updated" -> list(data);
            case "chat.deleted" -> cursors.forget(data.path("chat_id").longValue());
            case "member.added" ->
                    data.path("user_ids").forEach(id -> tell(data, id.longValue(), true));
            case "member.removed" -> removed(data);
            case "message.created", "message.updated" -> note(data);
            default -> {}
        }
    }

    /// Returns whether there are chats that were joined and not told of up to now.
    boolean hasUntold() {
        return !untold.isEmpty();
    }

    /// Returns those chats, and from which seq on they are to be told, and forgets them.
    Map<Long, Long> takeUntold() {
        Map<Long, Long> taken = Map.copyOf(untold);
        untold.clear();
        return taken;
    }

    /// Whatever came meanwhile is of the time since the user joined, and is theirs: `resume` brings
    /// it.
    private void created(JsonNode chat) {
        long id = chat.path("id").longValue();
        long since = chat.path("last_read_seq").longValue();
        if (cursors.join(id, since)) {
            listener.joined(id, since);
            if (cursors.upTo(id) < chat.path("seq").longValue()) {
                untold.put(id, cursors.upTo(id));
            }
        }
        list(chat);
    }

    /// A whole chat is told to its members alone. Above a hundred it does not list them all.
    private void list(JsonNode chat) {
        JsonNode participants = chat.path("participants");
        if (!participants.isArray()) {
            return;
        }
        long id = chat.path("id").longValue();
        long seq = chat.path("seq").longValue();
        cursors.memberAsOf(id, seq);
        if (participants.size() == chat.path("participants_count").intValue()) {
            Set<Long> ids = new HashSet<>();
            participants.forEach(user -> ids.add(user.path("id").longValue()));
            listener.members(id, seq, ids);
        }
    }

    private void removed(JsonNode data) {
        long chat = data.path("chat_id").longValue();
        if (data.has("seq")) {
            tell(data, data.path("user_id").longValue(), false);
        }
        if (data.path("user_id").longValue() != userId) {
            return;
        }
        long seq = data.path("seq").longValue();
        if (!data.has("seq")) {
            cursors.lose(chat);
            listener.left(chat);
        } else if (cursors.leave(chat, seq)) {
            listener.left(chat);
        }
    }

    /// A system message tells of those who came and went, too.
    private void note(JsonNode message) {
        JsonNode payload = message.path("payload");
        if (!message.path("type").asText().equals("system")) {
            return;
        }
        switch (payload.path("kind").asText()) {
            case "member_added" ->
                    payload.path("user_ids").forEach(id -> tell(message, id.longValue(), true));
            case "member_removed", "member_left" ->
                    payload.path("user_ids").forEach(id -> tell(message, id.longValue(), false));
            default -> {}
        }
    }

    private void tell(JsonNode data, long user, boolean isMember) {
        listener.member(
                new MemberChange(
                        data.path("chat_id").longValue(),
                        data.path("seq").longValue(),
                        user,
                        isMember));
    }

    /// Hands on what tells a seq of a chat. The `member.removed` of a resume tells none.
    private void hand(String event, JsonNode data, Origin origin) {
        JsonNode seq = data.path(seqField(event));
        if (seq.isIntegralNumber()) {
            long chat =
                    data.path(
                                    event.equals("chat.created") || event.equals("chat.updated")
                                            ? "id"
                                            : "chat_id")
                            .longValue();
            boolean ownRemoval =
                    event.equals("member.removed") && data.path("user_id").longValue() == userId;
            listener.event(new ChatEvent(event, chat, seq.longValue(), origin, ownRemoval));
        }
    }

    private static String seqField(String event) {
        return switch (event) {
            case "message.created", "message.updated", "message.deleted" -> "change_seq";
            case "message.read" -> "last_read_seq";
            case "message.read_by_all",
                    "chat.created",
                    "chat.updated",
                    "chat.deleted",
                    "member.added",
                    "member.removed" ->
                    "seq";
            default -> "";
        };
    }
}

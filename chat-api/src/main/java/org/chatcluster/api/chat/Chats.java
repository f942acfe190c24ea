package org.chatcluster.api.chat;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.chat.ChatRepository.MemberRow;
import org.chatcluster.api.outbox.Outbox;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Opens chats and shows them to their members. Blocks on the database; all of it runs in the
/// caller's transaction, and what reads needs a snapshot, or the chat's lock: for the membership is
/// read before the content.
@Singleton
public final class Chats {
    private final ChatRepository repository;
    private final ChatViews views;
    private final Users users;
    private final Outbox outbox;
    private final JsonMapper json;

    Chats(ChatRepository repository, ChatViews views, Users users, Outbox outbox, JsonMapper json) {
        this.repository = repository;
        this.views = views;
        this.users = users;
        this.outbox = outbox;
        this.json = json;
    }

    /// Returns at most `limit` chats of the viewer's list below a place, in the list's order.
    Page page(long viewer, ChatCursor cursor, int limit) {
        List<ChatRow> rows = repository.findPage(viewer, cursor.risenAt(), cursor.id(), limit);
        return new Page(
                views.of(viewer, rows),
                rows.size() < limit ? Optional.empty() : Optional.of(rows.getLast()));
    }

    /// Returns those of these chats that the viewer is a member of, by id.
    public List<ChatView> views(long viewer, Collection<Long> chatIds) {
        return chatIds.isEmpty()
                ? List.of()
                : views.of(viewer, repository.findAll(viewer, chatIds.toArray(Long[]::new)));
    }

    /// Returns a chat as one of its members sees it.
    ///
    /// @throws NotFound if the viewer is not a member
    public ChatView view(long viewer, long chatId) {
        ChatRow row =
                repository
                        .find(viewer, chatId)
                        .orElseThrow(() -> new NotFound("there is no such chat"));
        return views.of(viewer, List.of(row)).getFirst();
    }

    /// Makes a group of the creator and these users, and tells them all.
    ///
    /// @throws InvalidInput if one of the users does not exist
    public ChatView createGroup(long creator, String title, List<Long> userIds) {
        Set<Long> members = new TreeSet<>(userIds);
        members.add(creator);
        long chatId = repository.addGroup(title, creator);
        List<Long> added = repository.addMembers(chatId, members.toArray(Long[]::new));
        if (added.size() < members.size()) {
            added.forEach(members::remove);
            throw new InvalidInput(
                    "user_ids", "no such users: " + members.stream().limit(10).toList());
        }
        return announce(creator, chatId, added);
    }

    /// Returns the direct chat of two users; makes it, and tells them both, if it is not there.
    ///
    /// @throws InvalidInput with oneself, `not_found` if there is no such user
    public ChatView openDirect(long caller, long other) {
        if (caller == other) {
            throw new InvalidInput("user_id", "must be somebody else");
        }
        Map<Long, UserView> both = users.findAll(Set.of(caller, other));
        UserView self = both.get(caller);
        UserView peer = both.get(other);
        if (self == null || peer == null) {
            throw new NotFound("there is no such user");
        }
        long low = Math.min(caller, other);
        long high = Math.max(caller, other);
        String title = self.displayName() + " & " + peer.displayName();
        return repository
                .findDirect(low, high)
                .map(chatId -> view(caller, chatId))
                .or(() ->
                        repository.addDirect(title, caller, low, high).stream()
                                .findFirst()
                                .map(chatId ->
                                        announce(
                                                caller,
                                                chatId,
                                                repository.addMembers(
                                                        chatId, new Long[] {low, high}))))
                .or(() -> repository.findDirect(low, high).map(chatId -> view(caller, chatId)))
                .orElseThrow(() -> new NotFound("there is no such user"));
    }

    /// Returns members of a chat with ids above `after`, by id.
    ///
    /// @throws NotFound if the viewer is not a member
    List<MemberView> members(long viewer, long chatId, long after, int limit) {
        if (repository.find(viewer, chatId).isEmpty()) {
            throw new NotFound("there is no such chat");
        }
        List<MemberRow> rows = repository.findMembers(chatId, after, limit);
        Map<Long, UserView> byId = users.findAll(rows.stream().map(MemberRow::userId).toList());
        return rows.stream()
                .flatMap(row ->
                        Optional.ofNullable(byId.get(row.userId())).map(row::seenAs).stream())
                .toList();
    }

    /// A new chat looks alike to all of its members, so one frame serves them all.
    private ChatView announce(long creator, long chatId, List<Long> members) {
        ChatView chat = view(creator, chatId);
        outbox.toUsers(EventType.CHAT_CREATED, chatId, members, encode(chat));
        return chat;
    }

    private String encode(ChatView chat) {
        try {
            return new String(json.writeValueAsBytes(chat), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A part of somebody's list of chats.
    ///
    /// @param last the last row, if there may be more below it
    record Page(List<ChatView> chats, Optional<ChatRow> last) {}
}

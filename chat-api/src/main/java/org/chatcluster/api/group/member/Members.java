package org.chatcluster.api.group.member;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.group.ChangeMessages;
import org.chatcluster.api.group.ChatEvents;
import org.chatcluster.api.group.ChatLocks;
import org.chatcluster.api.group.CreatorProtected;
import org.chatcluster.api.group.LockedChat;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Adds members to groups and removes them. Runs in the caller's transaction; blocks on the
/// database.
///
/// Invariant: a change of membership takes a seq of the chat under its lock, and the chat's
/// `members_version` goes up with it. So each event of the chat belongs to exactly one list of
/// members: a member gets those from their joining on up to their removal, and no other.
@Singleton
public final class Members {
    /// Members of a group at most, besides its creator.
    private static final int MAX_MEMBERS = 10_000;

    private final MemberRepository repository;
    private final ChatLocks locks;
    private final Views views;
    private final ChangeMessages messages;
    private final ChatEvents events;

    Members(
            MemberRepository repository,
            ChatLocks locks,
            Views views,
            ChangeMessages messages,
            ChatEvents events) {
        this.repository = repository;
        this.locks = locks;
        this.views = views;
        this.messages = messages;
        this.events = events;
    }

    /// Makes users members of a group; nothing happens if they all are.
    ///
    /// @return the chat as the caller sees it then
    /// @throws NotFound if the caller is not a member
    /// @throws InvalidInput if one of the users does not exist, or they are too many
    ChatView add(long caller, long chatId, List<Long> userIds) {
        locks.group(chatId, caller);
        Set<Long> wanted = new TreeSet<>(userIds);
        repository.findMembers(chatId, wanted.toArray(Long[]::new)).forEach(wanted::remove);
        if (!wanted.isEmpty()) {
            Map<Long, UserView> added = views.users().findAll(wanted);
            if (added.size() < wanted.size()) {
                wanted.removeAll(added.keySet());
                throw new InvalidInput(
                        "user_ids", "no such users: " + wanted.stream().limit(10).toList());
            }
            if (repository.count(chatId) + added.size() > MAX_MEMBERS + 1) {
                throw new InvalidInput("user_ids", "a group has at most 10000 other members");
            }
            addAll(caller, chatId, added.values());
        }
        return views.chats().view(caller, chatId);
    }

    private void addAll(long caller, long chatId, Collection<UserView> added) {
        List<Long> ids = added.stream().map(UserView::id).toList();
        Recipients.Members told =
                messages.added(caller, chatId, added, place -> welcome(ids, place));
        int count = views.chats().view(caller, chatId).participantsCount();
        events.toMembers(
                EventType.MEMBER_ADDED,
                told,
                new AddedMembers(chatId, told.seq(), ids, List.copyOf(added), count, caller));
    }

    /// The chat looks alike to all who join at once, so one frame serves them all.
    private void welcome(List<Long> ids, Recipients.Members place) {
        long chatId = place.chatId();
        repository.add(chatId, ids.toArray(Long[]::new), place.seq());
        ChatView chat = views.chats().view(ids.getFirst(), chatId);
        events.toUsers(EventType.CHAT_CREATED, chatId, place.seq(), ids, chat);
    }

    /// Removes a member from a group, who may be the caller.
    ///
    /// @throws NotFound if the caller or that user is not a member
    /// @throws CreatorProtected if that user is the creator
    /// @throws NotAllowed if that user is somebody else, and the caller neither the creator nor a
    ///   chat admin
    public void remove(long caller, long chatId, long userId) {
        LockedChat chat = locks.group(chatId, caller);
        if (chat.isCreatedBy(userId)) {
            throw new CreatorProtected();
        }
        if (caller != userId && !chat.isRunBy(caller)) {
            throw new NotAllowed("only the creator and the chat's admins may remove others");
        }
        if (repository.remove(chatId, userId) == 0) {
            throw new NotFound("there is no such member");
        }
        Recipients.Members told = messages.removed(caller, chatId, userId);
        repository.remember(chatId, userId, told.seq());
        var removed = new RemovedMember(chatId, userId, told.seq(), caller);
        events.toUsers(EventType.SELF_REMOVED, chatId, told.seq(), List.of(userId), removed);
        events.toMembers(EventType.MEMBER_REMOVED, told, removed);
        events.readByTheRest(chatId);
    }
}

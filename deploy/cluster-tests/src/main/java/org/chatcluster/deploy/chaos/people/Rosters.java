package org.chatcluster.deploy.chaos.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatcluster.deploy.client.stream.MemberChange;

/// Who is a member of what, as one device makes it out of what it is told, in whatever order: of
/// each user in each chat what has the highest seq counts. Not thread-safe.
final class Rosters {
    private final Map<Long, Map<Long, Fact>> facts = new HashMap<>();
    private final Set<Long> mine;

    private record Fact(long seq, boolean isMember) {}

    /// @param members of the user's chats, before anything happens in them
    Rosters(Map<Long, Set<Long>> members) {
        this.mine = new HashSet<>(members.keySet());
        members.forEach((chat, users) -> all(chat, 0, users));
    }

    void joined(long chat) {
        mine.add(chat);
    }

    void left(long chat) {
        mine.remove(chat);
    }

    /// Notes all members of a chat as of a seq.
    void all(long chat, long seq, Set<Long> users) {
        Map<Long, Fact> ofChat = facts.computeIfAbsent(chat, _ -> new HashMap<>());
        Set<Long> known = new HashSet<>(ofChat.keySet());
        known.addAll(users);
        known.forEach(user -> note(ofChat, user, new Fact(seq, users.contains(user))));
    }

    void one(MemberChange change) {
        note(
                facts.computeIfAbsent(change.chatId(), _ -> new HashMap<>()),
                change.userId(),
                new Fact(change.seq(), change.isMember()));
    }

    /// Returns the members of each chat that the user is in.
    Map<Long, Set<Long>> members() {
        return mine.stream()
                .collect(
                        Collectors.toMap(
                                chat -> chat,
                                chat ->
                                        facts.getOrDefault(chat, Map.of()).entrySet().stream()
                                                .filter(user -> user.getValue().isMember())
                                                .map(Map.Entry::getKey)
                                                .collect(Collectors.toSet())));
    }

    private static void note(Map<Long, Fact> ofChat, long user, Fact fact) {
        ofChat.merge(user, fact, (old, now) -> now.seq() >= old.seq() ? now : old);
    }
}

package org.chatcluster.deploy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who came and went.
///
/// @param changes in the order of the answers, for each group
/// @param facts of PostgreSQL, in the order of the seqs of each chat
/// @param members of every chat in the end, as PostgreSQL has them
public record Membership(
        List<MembershipChange> changes, List<MembershipFact> facts, Map<Long, Set<Long>> members) {
    public Membership {
        changes = List.copyOf(changes);
        facts = List.copyOf(facts);
        members =
                members.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, chat -> Set.copyOf(chat.getValue())));
    }

    /// Returns the members, in the end, of each chat that this user is one of.
    public Map<Long, Set<Long>> membersFor(long userId) {
        return members.entrySet().stream()
                .filter(chat -> chat.getValue().contains(userId))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

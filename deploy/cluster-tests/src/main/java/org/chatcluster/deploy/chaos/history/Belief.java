package org.chatcluster.deploy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a device was told of chats, and what it makes of that in the end.
///
/// @param members of each chat that it takes its user for a member of
/// @param told every event that tells a seq, in the order in which they came
public record Belief(Map<Long, Set<Long>> members, List<Told> told) {
    public Belief {
        members =
                members.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, chat -> Set.copyOf(chat.getValue())));
        told = List.copyOf(told);
    }
}

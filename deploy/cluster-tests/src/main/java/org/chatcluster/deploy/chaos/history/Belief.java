package org.chatcluster.deploy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a device makes in the end of all that it was told of members.
///
/// @param members of each chat that it takes its user for a member of
/// @param late events that came after the user's removal, of a time before it, over the same socket
public record Belief(Map<Long, Set<Long>> members, List<String> late) {
    public Belief {
        members =
                members.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, chat -> Set.copyOf(chat.getValue())));
        late = List.copyOf(late);
    }
}

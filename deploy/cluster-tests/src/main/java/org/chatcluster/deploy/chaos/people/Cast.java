package org.chatcluster.deploy.chaos.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Nine people in four direct chats, three groups and one more group for the slow readers, and
/// three visitors, who have a group of their own and are added to two open groups and removed from
/// them all the time.
///
/// @param floodedChat that one group, which nobody writes into but to slow its readers down
/// @param openGroups for each open group the place among the people of its creator
/// @param members of every chat in the beginning
record Cast(
        List<Person> people,
        long floodedChat,
        Map<Long, Integer> openGroups,
        Map<Long, Set<Long>> members) {
    /// The places of the visitors among the people.
    static final List<Integer> VISITORS = List.of(9, 10, 11);

    private static final int PEOPLE = 12;
    private static final int[][] DIRECT = {{0, 1}, {2, 3}, {4, 5}, {0, 6}};
    private static final int[][] GROUPS = {
        {0, 1, 2, 3}, {3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6, 7, 8}, {0, 9, 10, 11}
    };
    private static final int[][] OPEN_GROUPS = {{0, 3, 4}, {5, 6, 1}};
    private static final int[] FLOODED = {0, 7, 8, 1};

    Cast {
        people = List.copyOf(people);
        openGroups = Map.copyOf(openGroups);
        members = Map.copyOf(members);
    }

    /// Registers everybody and makes the chats.
    static Cast gather(Api api) {
        List<Person> alone =
                IntStream.range(0, PEOPLE).mapToObj(i -> api.register("Person " + i)).toList();
        Map<Long, Set<Integer>> chats = new HashMap<>();
        for (int[] pair : DIRECT) {
            chats.put(api.direct(alone.get(pair[0]), alone.get(pair[1])), places(pair));
        }
        for (int[] group : GROUPS) {
            chats.put(make(api, alone, group), places(group));
        }
        Map<Long, Integer> open = new HashMap<>();
        for (int[] group : OPEN_GROUPS) {
            long chat = make(api, alone, group);
            open.put(chat, group[0]);
            chats.put(chat, places(group));
        }
        long flooded = make(api, alone, FLOODED);
        chats.put(flooded, places(FLOODED));
        return new Cast(
                IntStream.range(0, PEOPLE).mapToObj(i -> alone.get(i).in(of(i, chats))).toList(),
                flooded,
                open,
                chats.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, chat -> ids(alone, chat.getValue()))));
    }

    /// Returns the members of that person's chats in the beginning.
    Map<Long, Set<Long>> membersFor(Person person) {
        Map<Long, Set<Long>> known = new HashMap<>(members);
        known.keySet().retainAll(person.chats());
        return known;
    }

    private static long make(Api api, List<Person> people, int[] members) {
        return api.group("Group", IntStream.of(members).mapToObj(people::get).toList());
    }

    private static Set<Integer> places(int[] members) {
        return IntStream.of(members).boxed().collect(Collectors.toSet());
    }

    private static Set<Long> of(int place, Map<Long, Set<Integer>> chats) {
        Set<Long> mine = new HashSet<>(chats.keySet());
        mine.removeIf(chat -> !chats.getOrDefault(chat, Set.of()).contains(place));
        return mine;
    }

    private static Set<Long> ids(List<Person> people, Set<Integer> places) {
        return places.stream().map(place -> people.get(place).id()).collect(Collectors.toSet());
    }
}

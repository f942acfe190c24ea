package org.chatcluster.deploy.chaos.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Nine people in four direct chats, three groups and one more group for the slow readers.
///
/// @param floodedChat that one group, which nobody writes into but to slow its readers down
record Cast(List<Person> people, long floodedChat) {
    private static final int PEOPLE = 9;
    private static final int[][] DIRECT = {{0, 1}, {2, 3}, {4, 5}, {0, 6}};
    private static final int[][] GROUPS = {
        {0, 1, 2, 3}, {3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6, 7, 8}, {0, 7, 8, 1}
    };

    Cast {
        people = List.copyOf(people);
    }

    /// Registers everybody and makes the chats.
    static Cast gather(Api api) {
        List<Person> alone =
                IntStream.range(0, PEOPLE).mapToObj(i -> api.register("Person " + i)).toList();
        Map<Integer, Set<Long>> chats = new HashMap<>();
        for (int[] pair : DIRECT) {
            note(api.direct(alone.get(pair[0]), alone.get(pair[1])), pair, chats);
        }
        long last = 0;
        for (int[] members : GROUPS) {
            last = api.group("Group", IntStream.of(members).mapToObj(alone::get).toList());
            note(last, members, chats);
        }
        List<Person> people =
                IntStream.range(0, PEOPLE)
                        .mapToObj(i -> alone.get(i).in(chats.getOrDefault(i, Set.of())))
                        .toList();
        return new Cast(people, last);
    }

    private static void note(long chat, int[] members, Map<Integer, Set<Long>> chats) {
        for (int member : members) {
            chats.computeIfAbsent(member, _ -> new HashSet<>()).add(chat);
        }
    }
}

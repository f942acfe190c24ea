package org.chatcluster.gateway.presence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// Whom to ask the API for, one question under way at a time: what comes meanwhile goes together
/// with the next. For the watchers' thread alone.
final class Questions {
    private static final int MOST_AT_ONCE = 1_000;

    private final PresenceApi api;
    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean underWay;

    Questions(PresenceApi api) {
        this.api = api;
    }

    /// Has a user asked for, once more if they are asked for right now.
    void add(Long userId) {
        waiting.add(userId);
    }

    /// Returns whether a user is yet to be asked for.
    boolean holds(Long userId) {
        return waiting.contains(userId);
    }

    /// Returns whom to ask for now, of those who are still wanted: nobody while a question is under
    /// way.
    List<Long> next(Predicate<Long> wanted) {
        List<Long> next = new ArrayList<>();
        Iterator<Long> all = waiting.iterator();
        while (!underWay && all.hasNext() && next.size() < MOST_AT_ONCE) {
            Long userId = all.next();
            all.remove();
            if (wanted.test(userId)) {
                next.add(userId);
            }
        }
        return next;
    }

    /// Asks; until `answered` this is the question under way.
    CompletionStage<List<Presence>> ask(List<Long> userIds) {
        underWay = true;
        return api.ask(userIds);
    }

    /// Says that the question is answered, or given up.
    void answered() {
        underWay = false;
    }
}

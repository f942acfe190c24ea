package org.chatcluster.deploy.chaos.verdict;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.Changing;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Stored;

/// Compares what was acknowledged to be changed with what PostgreSQL holds, and looks whether each
/// seq of a chat is taken: by a message, by a change of one, or perhaps by a change that got no
/// answer.
record ChangeComparer(SortedMap<Place, Stored> stored, Changing changing) {
    void compare(Verdict.Builder verdict) {
        changing.acked().forEach(change -> lookFor(change, verdict));
        lookForHoles(verdict);
    }

    private void lookFor(Change change, Verdict.Builder verdict) {
        Place place = new Place(change.chatId(), change.seq());
        Stored found = stored.get(place);
        if (found == null || !holds(found.state(), change)) {
            verdict.add(
                    Promise.CHANGES_LOST,
                    "%s of %s by %s is not in PostgreSQL"
                            .formatted(change.kind(), place, change.writer()));
        }
    }

    private static boolean holds(State now, Change change) {
        if (now.changeSeq() < change.state().changeSeq()) {
            return false;
        }
        return switch (change.kind()) {
            case EDIT -> now.deleted() || now.edit() >= change.state().edit();
            case DELETION -> now.deleted();
            case REACTION -> now.deleted() || now.reactions().containsKey(Change.KEPT);
            case TAKEN_REACTION -> true;
        };
    }

    private void lookForHoles(Verdict.Builder verdict) {
        Map<Long, Set<Long>> taken = new TreeMap<>();
        stored.forEach((place, message) -> {
            Set<Long> seqs = taken.computeIfAbsent(place.chatId(), _ -> new TreeSet<>());
            seqs.add(place.seq());
            seqs.add(message.state().changeSeq());
        });
        for (Change change : changing.acked()) {
            taken.computeIfAbsent(change.chatId(), _ -> new TreeSet<>())
                    .add(change.state().changeSeq());
        }
        Map<Long, Long> unanswered = new HashMap<>();
        changing.unanswered().forEach(chat -> unanswered.merge(chat, 1L, Long::sum));
        taken.forEach((chat, seqs) -> {
            long last = seqs.stream().mapToLong(Long::longValue).max().orElse(0);
            long free = last - seqs.size();
            if (free > unanswered.getOrDefault(chat, 0L)) {
                verdict.add(
                        Promise.HOLES,
                        "PostgreSQL has %d seqs of chat %d that nobody took".formatted(free, chat));
            }
        });
    }
}

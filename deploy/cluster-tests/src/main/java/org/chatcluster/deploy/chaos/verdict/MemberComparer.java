package org.chatcluster.deploy.chaos.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Membership;
import org.chatcluster.deploy.chaos.history.MembershipChange;
import org.chatcluster.deploy.chaos.history.MembershipFact;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.Stored;

/// Compares who came and went with what the devices were brought and what they make of it.
///
/// @param patience in microseconds
record MemberComparer(Membership membership, SortedMap<Place, Stored> stored, long patience) {
    void compare(List<DeviceLog> devices, Verdict.Builder verdict) {
        compareAnswered(verdict);
        for (DeviceLog device : devices) {
            compareBelief(device, verdict);
            new EventComparer(device, chat -> stays(device, chat)).compare(verdict);
            lookForLosses(device, verdict);
        }
    }

    /// PostgreSQL holds what was answered, each change once, and they follow upon each other.
    private void compareAnswered(Verdict.Builder verdict) {
        Map<Visit, List<MembershipChange>> asked =
                membership.changes().stream()
                        .collect(
                                Collectors.groupingBy(
                                        change -> new Visit(change.chatId(), change.userId()),
                                        TreeMap::new,
                                        Collectors.toList()));
        asked.forEach((visit, changes) ->
                new Answers(changes, facts(visit), isMember(visit))
                        .faults()
                        .forEach(fault -> verdict.add(Promise.MEMBERS_LOST, visit + ": " + fault)));
    }

    private void compareBelief(DeviceLog device, Verdict.Builder verdict) {
        Map<Long, Set<Long>> truth = membership.membersFor(device.userId());
        Map<Long, Set<Long>> believed = device.belief().members();
        for (long chat : membership.members().keySet()) {
            String is = words(truth, chat);
            String was = words(believed, chat);
            if (!is.equals(was)) {
                verdict.add(
                        Promise.MEMBERS_WRONG,
                        "%s of chat %d: %s, PostgreSQL: %s"
                                .formatted(device.name(), chat, was, is));
            }
        }
    }

    private static String words(Map<Long, Set<Long>> members, long chat) {
        return members.containsKey(chat)
                ? "members " + new TreeSet<>(members.getOrDefault(chat, Set.of()))
                : "no member itself";
    }

    /// Who is a member in the end has all that happened since they joined, as it is. Who was
    /// removed has what a socket of theirs should have brought long before that.
    private void lookForLosses(DeviceLog device, Verdict.Builder verdict) {
        Map<Place, Long> latest = new HashMap<>();
        for (Arrival arrival : device.arrivals()) {
            latest.merge(
                    new Place(arrival.chatId(), arrival.seq()),
                    arrival.state().changeSeq(),
                    Math::max);
        }
        for (long chat : membership.members().keySet()) {
            if (device.chats().contains(chat)) {
                continue;
            }
            List<Stay> stays = stays(device, chat);
            stored.subMap(new Place(chat, 0), new Place(chat + 1, 0))
                    .forEach((place, message) -> {
                        long change = message.state().changeSeq();
                        Optional<Stay> owing =
                                stays.stream()
                                        .filter(stay -> owes(stay, message, device))
                                        .findFirst();
                        if (owing.isPresent() && owing.get().isOver()) {
                            verdict.lookedForDeparted();
                        }
                        if (latest.getOrDefault(place, 0L) < change && owing.isPresent()) {
                            verdict.add(
                                    Promise.JOINED_LOST,
                                    "%s lacks %s as of seq %d"
                                            .formatted(device.name(), place, change));
                        }
                    });
        }
    }

    /// What took the seq of the joining itself comes with the chat.
    private boolean owes(Stay stay, Stored message, DeviceLog device) {
        long change = message.state().changeSeq();
        if (!stay.holds(change) || change == stay.joined()) {
            return false;
        }
        long end = message.changedAt() + patience;
        return !stay.isOver()
                || (end <= stay.leftAt()
                        && device.spans().stream()
                                .anyMatch(span -> isOpen(span, message.changedAt(), end)));
    }

    private static boolean isOpen(Span span, long from, long to) {
        return span.resumed() <= from && span.closed() >= to;
    }

    private List<Stay> stays(DeviceLog device, long chat) {
        Visit visit = new Visit(chat, device.userId());
        return Stay.of(facts(visit), isMember(visit));
    }

    private List<MembershipFact> facts(Visit visit) {
        return membership.facts().stream()
                .filter(fact -> fact.chatId() == visit.chatId() && fact.userId() == visit.userId())
                .toList();
    }

    private boolean isMember(Visit visit) {
        return membership.members().getOrDefault(visit.chatId(), Set.of()).contains(visit.userId());
    }
}

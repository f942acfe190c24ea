package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Disturbance;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.MembershipChange;

/// How much happened: a run in which something never happened has shown nothing.
///
/// @param departed how often something was looked for that somebody had to have before they were
///   removed
/// @param undone what had to happen in this run besides, and did not
public record Counts(
        long acked,
        long stored,
        long live,
        long plainLive,
        long resumed,
        long marks,
        long unread,
        Map<Change.Kind, Long> changes,
        Map<MembershipChange.Kind, Long> memberships,
        long frames,
        Map<FaultKind, Long> faults,
        long departed,
        List<String> undone) {
    public Counts {
        changes = Map.copyOf(changes);
        memberships = Map.copyOf(memberships);
        faults = Map.copyOf(faults);
        undone = List.copyOf(undone);
    }

    static Counts of(History history, long departed) {
        Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
        for (FaultRecord fault : history.disturbance().faults()) {
            faults.merge(fault.kind(), 1L, Long::sum);
        }
        Map<Change.Kind, Long> changes = new EnumMap<>(Change.Kind.class);
        for (Change change : history.writing().changing().acked()) {
            changes.merge(change.kind(), 1L, Long::sum);
        }
        Map<MembershipChange.Kind, Long> memberships = new EnumMap<>(MembershipChange.Kind.class);
        for (MembershipChange change : history.membership().changes()) {
            memberships.merge(change.kind(), change.answered() ? 1L : 0L, Long::sum);
        }
        long all = arrivals(history, true, true);
        return new Counts(
                history.writing().acked().size(),
                history.writing().stored().size(),
                arrivals(history, true, false),
                arrivals(history, false, false),
                all - arrivals(history, true, false),
                history.reading().answered().size(),
                history.reading().unread().size(),
                changes,
                memberships,
                history.devices().stream().mapToLong(device -> device.frames().checked()).sum(),
                faults,
                departed,
                undone(history.disturbance(), faults.keySet(), departed));
    }

    private static List<String> undone(
            Disturbance disturbance, Set<FaultKind> done, long departed) {
        List<String> undone = new ArrayList<>();
        disturbance.due().kinds().stream()
                .filter(kind -> !done.contains(kind))
                .sorted()
                .forEach(kind -> undone.add("never came: " + kind.words()));
        if (done.contains(FaultKind.SESSION_REVOKED)) {
            note(undone, disturbance.revocations().size(), "no revoked session was looked at");
        }
        if (done.contains(FaultKind.READERS_SLOW)) {
            note(undone, disturbance.behind(), "no slow reader was told that it is behind");
        }
        if (disturbance.due().departures()) {
            note(undone, departed, "nothing was looked for that somebody had who was removed");
        }
        return undone;
    }

    /// Returns what should have happened and did not.
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        note(missing, acked, "no message was acknowledged");
        note(missing, stored, "PostgreSQL holds no message");
        note(missing, live, "no message was delivered live");
        note(missing, plainLive, "no message was delivered live to a plain device");
        note(missing, resumed, "no message was delivered by resume");
        note(missing, marks, "no read mark was moved");
        note(missing, unread, "no unread count was compared");
        for (Change.Kind kind : Change.Kind.values()) {
            note(missing, changed(kind), "acknowledged was no " + kind);
        }
        for (MembershipChange.Kind kind : MembershipChange.Kind.values()) {
            note(missing, came(kind), "nobody was answered to be " + kind);
        }
        note(missing, frames, "no frame was held against the contract");
        note(missing, faults.size(), "no fault was injected");
        missing.addAll(undone);
        return missing;
    }

    /// Returns how many changes of that kind were acknowledged.
    long changed(Change.Kind kind) {
        return changes.getOrDefault(kind, 0L);
    }

    /// Returns how many changes of members of that kind were acknowledged.
    long came(MembershipChange.Kind kind) {
        return memberships.getOrDefault(kind, 0L);
    }

    private static void note(List<String> missing, long count, String sentence) {
        if (count == 0) {
            missing.add(sentence);
        }
    }

    private static long arrivals(History history, boolean everyDevice, boolean alsoResumed) {
        return history.devices().stream()
                .filter(device -> everyDevice || device.kind() == DeviceLog.Kind.PLAIN)
                .flatMap(device -> device.arrivals().stream())
                .filter(arrival -> alsoResumed || !arrival.resumed())
                .count();
    }
}

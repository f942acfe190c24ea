package org.chatcluster.deploy.chaos.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.Stored;

/// Compares one device with PostgreSQL. What it lacks of chats that its user was added to or
/// removed from is [MemberComparer]'s.
///
/// For a plain device a message counts as lost also if it came by a later socket, although an
/// earlier one had been open since before the message was written and for `patience` after it: that
/// one should have brought it.
///
/// @param patience in microseconds
record DeviceComparer(
        DeviceLog device, SortedMap<Place, Stored> stored, Set<Place> acked, long patience) {
    void compare(Verdict.Builder verdict) {
        Map<Place, Arrival> first = new HashMap<>();
        Map<Place, Arrival> latest = new HashMap<>();
        Map<Long, Long> last = new HashMap<>();
        Set<Place> changes = new HashSet<>();
        for (Arrival arrival : device.arrivals()) {
            Place place = new Place(arrival.chatId(), arrival.seq());
            Place change = new Place(arrival.chatId(), arrival.state().changeSeq());
            if (!changes.add(change)) {
                verdict.add(Promise.DUPLICATES, device.name() + " got " + change + " again");
                continue;
            }
            first.putIfAbsent(place, arrival);
            latest.merge(place, arrival, DeviceComparer::newer);
            Stored truth = stored.get(place);
            if (truth == null || !truth.state().agreesWith(arrival.state())) {
                verdict.add(Promise.DIFFERENT, device.name() + " got another " + place);
            }
            Long before = last.put(change.chatId(), change.seq());
            if (device.kind() != DeviceLog.Kind.PLAIN && before != null && change.seq() < before) {
                verdict.add(
                        Promise.ORDER, device.name() + " got " + change + " after seq " + before);
            }
        }
        lookForLosses(first, verdict);
        latest.forEach((place, arrival) -> {
            if (device.chats().contains(place.chatId())) {
                compareStates(place, arrival, verdict);
            }
        });
    }

    private static Arrival newer(Arrival one, Arrival other) {
        return one.state().changeSeq() > other.state().changeSeq() ? one : other;
    }

    /// What the device has in the end is what PostgreSQL has.
    private void compareStates(Place place, Arrival latest, Verdict.Builder verdict) {
        Stored truth = stored.get(place);
        if (truth == null) {
            return;
        }
        if (latest.state().changeSeq() < truth.state().changeSeq()) {
            verdict.add(
                    Promise.CHANGES_LOST,
                    "%s has %s as of seq %d, not %d"
                            .formatted(
                                    device.name(),
                                    place,
                                    latest.state().changeSeq(),
                                    truth.state().changeSeq()));
        } else if (latest.state().agreesWith(truth.state())
                && !latest.state().equals(truth.state())) {
            verdict.add(Promise.DIFFERENT, device.name() + " has another " + place);
        } else if (device.kind() == DeviceLog.Kind.PLAIN
                && truth.changedAt() > truth.ts()
                && cameTooLate(truth.changedAt(), latest)) {
            verdict.add(
                    Promise.CHANGES_LOST,
                    device.name() + " has " + place + " as it is only after a reconnect");
        }
    }

    private void lookForLosses(Map<Place, Arrival> got, Verdict.Builder verdict) {
        Map<Long, Long> highest = new HashMap<>();
        got.keySet().forEach(place -> highest.merge(place.chatId(), place.seq(), Math::max));
        stored.forEach((place, message) -> {
            if (!device.chats().contains(place.chatId())) {
                return;
            }
            Arrival arrival = got.get(place);
            if (arrival == null) {
                verdict.add(lost(place), device.name() + " never got " + place + where(message));
                if (place.seq() < highest.getOrDefault(place.chatId(), 0L)) {
                    verdict.add(Promise.HOLES, device.name() + " has no " + place);
                }
            } else if (device.kind() == DeviceLog.Kind.PLAIN
                    && cameTooLate(message.ts(), arrival)) {
                verdict.add(
                        lost(place),
                        device.name()
                                + " got "
                                + place
                                + " only after a reconnect"
                                + where(message));
            }
        });
    }

    /// Returns when it was written and where the device was then, for who looks into the logs.
    private String where(Stored message) {
        String node =
                device.spans().stream()
                        .filter(span -> span.opened() <= message.ts())
                        .filter(span -> span.closed() > message.ts())
                        .map(Span::node)
                        .findFirst()
                        .orElse("not connected");
        return ", written " + Instant.EPOCH.plus(message.ts(), ChronoUnit.MICROS) + ", " + node;
    }

    private Promise lost(Place place) {
        return acked.contains(place) ? Promise.ACKED_LOST : Promise.COMMITTED_LOST;
    }

    private boolean cameTooLate(long written, Arrival arrival) {
        return device.spans().stream()
                .filter(span -> span.number() < arrival.session())
                .anyMatch(span -> shouldHaveBrought(span, written));
    }

    private boolean shouldHaveBrought(Span span, long written) {
        return span.resumed() <= written
                && span.closed() != Span.NEVER
                && span.closed() >= written + patience;
    }
}

package org.chatcluster.deploy.chaos.verdict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.history.Unread;

/// Compares what writers had acknowledged, what PostgreSQL holds and what each device was brought.
/// PostgreSQL is the truth, except for what was acknowledged and is not in it.
public final class Comparer {
    private static final long REVOKED_WITHIN = 5_000_000;

    private final Verdict.Builder verdict = new Verdict.Builder();
    private final TreeMap<Place, Stored> stored = new TreeMap<>();
    private final Set<Place> acked = new HashSet<>();
    private final History history;

    private Comparer(History history) {
        this.history = history;
        for (Stored message : history.writing().stored()) {
            stored.put(new Place(message.chatId(), message.seq()), message);
        }
        for (Acked message : history.writing().acked()) {
            acked.add(new Place(message.chatId(), message.seq()));
        }
    }

    public static Verdict compare(History history) {
        Comparer comparer = new Comparer(history);
        comparer.compareAcknowledged();
        comparer.lookAtTheTruth();
        new ChangeComparer(comparer.stored, history.writing().changing()).compare(comparer.verdict);
        for (DeviceLog device : history.devices()) {
            new DeviceComparer(
                            device,
                            comparer.stored,
                            comparer.acked,
                            history.disturbance().patience())
                    .compare(comparer.verdict);
        }
        new MemberComparer(history.membership(), comparer.stored, history.disturbance().patience())
                .compare(history.devices(), comparer.verdict);
        comparer.compareReading();
        history.disturbance().revocations().forEach(comparer::lookAtRevoked);
        history.writing().refused().forEach(send -> comparer.verdict.add(Promise.REFUSED, send));
        for (DeviceLog device : history.devices()) {
            device.frames()
                    .faults()
                    .forEach(fault ->
                            comparer.verdict.add(Promise.FRAMES, device.name() + ", " + fault));
        }
        return comparer.verdict.build(Counts.of(history, comparer.verdict.departed()));
    }

    private void compareAcknowledged() {
        Map<String, Acked> lastOfWriter = new HashMap<>();
        for (Acked message : history.writing().acked()) {
            Place place = new Place(message.chatId(), message.seq());
            Stored found = stored.get(place);
            if (found == null || !shows(found, message.content())) {
                verdict.add(
                        Promise.ACKED_LOST,
                        "%s by %s is not in PostgreSQL".formatted(place, message.writer()));
            }
            Acked before = lastOfWriter.put(message.writer() + " in " + message.chatId(), message);
            if (before != null && before.seq() >= message.seq()) {
                verdict.add(
                        Promise.ORDER,
                        "%s by %s came after seq %d of the same writer"
                                .formatted(place, message.writer(), before.seq()));
            }
        }
    }

    private static boolean shows(Stored found, String words) {
        return found.state().deleted() || found.state().words().equals(words);
    }

    private void lookAtTheTruth() {
        Map<String, Place> byContent = new HashMap<>();
        stored.forEach((place, message) -> {
            Place twin = byContent.put(message.state().words(), place);
            if (twin != null && !message.state().deleted() && !message.system()) {
                verdict.add(
                        Promise.DUPLICATES, "PostgreSQL has the same at " + twin + ", " + place);
            }
        });
    }

    private void compareReading() {
        for (Unread unread : history.reading().unread()) {
            if (unread.told() != unread.truth()) {
                verdict.add(
                        Promise.UNREAD,
                        "user %d chat %d: told %d, true %d"
                                .formatted(
                                        unread.userId(),
                                        unread.chatId(),
                                        unread.told(),
                                        unread.truth()));
            }
        }
        Map<String, Mark> highest = new HashMap<>();
        history.reading().answered().forEach(mark -> lookAt(mark, "an answer", highest));
        Map<String, Mark> sampled = new HashMap<>();
        history.reading().sampled().forEach(mark -> lookAt(mark, "PostgreSQL", sampled));
        highest.forEach((key, mark) -> {
            Mark last = sampled.get(key);
            if (last == null || last.seq() < mark.seq()) {
                verdict.add(Promise.MARKS, key + ": answered " + mark.seq() + ", then " + last);
            }
        });
    }

    private void lookAt(Mark mark, String where, Map<String, Mark> highest) {
        String key = "user " + mark.userId() + " chat " + mark.chatId();
        Mark before = highest.get(key);
        if (before != null && mark.seq() < before.seq()) {
            verdict.add(
                    Promise.MARKS,
                    "%s: %s has %d after %d".formatted(key, where, mark.seq(), before.seq()));
        }
        highest.put(key, mark);
    }

    private void lookAtRevoked(Revocation revocation) {
        if (revocation.tokenStillTaken()) {
            verdict.add(Promise.REVOKED, revocation.device() + ": its token was not refused");
        }
        history.devices().stream()
                .flatMap(device -> device.spans().stream())
                .filter(span -> span.sessionId().equals(revocation.sessionId()))
                .filter(span -> isOpenLongAfter(span, revocation))
                .forEach(span ->
                        verdict.add(
                                Promise.REVOKED,
                                revocation.device() + ": its socket stayed on " + span.node()));
    }

    /// The promise is about a second, and a revocation always comes alone, after a pause: there is
    /// no other fault whose end it would have to wait for, as the patience with messages allows.
    /// The rest is for a gateway that still notices the loss of Redis, within 5 s, and for the way
    /// to the client.
    private static boolean isOpenLongAfter(Span span, Revocation revocation) {
        return span.closed() == Span.NEVER
                || span.closed() > revocation.answered() + REVOKED_WITHIN;
    }
}

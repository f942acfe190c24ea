package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.Changing;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Disturbance;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.Reading;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.history.Unread;
import org.chatcluster.deploy.chaos.history.Writing;

/// A run of one chat with five messages, a good and a plain device, in which nothing went wrong
/// until a test changes it. Message n is written at second n.
final class DoctoredHistory {
    static final long CHAT = 1;
    static final long SECOND = 1_000_000;
    static final long PATIENCE = 20 * SECOND;

    private static final long OTHER_CHAT = 2;
    private static final long USER = 3;

    final List<Acked> acked = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Long> unanswered = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<Stored> stored = new ArrayList<>();
    final List<Arrival> good = new ArrayList<>();
    final List<Arrival> plain = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    final List<Mark> answered = new ArrayList<>(List.of(mark(2), mark(4)));
    final List<Mark> sampled = new ArrayList<>(List.of(mark(0), mark(3), mark(4)));
    final List<Unread> unread = new ArrayList<>(List.of(new Unread(USER, CHAT, 1, 1)));
    final List<Revocation> revocations = new ArrayList<>();
    final List<FaultRecord> faults = new ArrayList<>();

    DoctoredHistory() {
        for (long seq = 1; seq <= 5; seq++) {
            acked.add(new Acked("writer", CHAT, seq, content(seq)));
            stored.add(stored(seq, content(seq)));
            good.add(arrival(seq, 1));
            plain.add(arrival(seq, 1));
        }
        good.set(0, resumed(1));
        changeElsewhere();
        spans.add(new Span(1, "session-1", "gateway-1", 0, 0, Span.NEVER));
        faults.add(new FaultRecord(FaultKind.REDIS_KILLED, "redis", 3 * SECOND, 4 * SECOND));
    }

    /// Lets one message of another chat be changed in every way, and deleted.
    private void changeElsewhere() {
        long seq = 1;
        for (Change.Kind kind : Change.Kind.values()) {
            changes.add(new Change(kind, "writer", OTHER_CHAT, 1, state(++seq, "")));
        }
        State deleted = new State(seq, "", true, Map.of());
        stored.add(new Stored(OTHER_CHAT, 1, 2, deleted, SECOND, 2 * SECOND));
    }

    static Mark mark(long seq) {
        return new Mark(USER, CHAT, seq);
    }

    static String content(long seq) {
        return "content " + seq;
    }

    /// Returns the live arrival of a message, half a second after it was written.
    static Arrival arrival(long seq, int session) {
        return new Arrival(
                CHAT, seq, state(seq, content(seq)), seq * SECOND + SECOND / 2, session, false);
    }

    static Arrival resumed(long seq) {
        return new Arrival(CHAT, seq, state(seq, content(seq)), seq * SECOND + SECOND / 2, 1, true);
    }

    static State state(long changeSeq, String content) {
        return new State(changeSeq, content, false, Map.of());
    }

    static Stored stored(long seq, String content) {
        return new Stored(CHAT, seq, 2, state(seq, content), seq * SECOND, seq * SECOND);
    }

    /// Lets message 5 be changed at second 6, take seq 6, and both devices get it.
    void change(Change.Kind kind, State state) {
        changes.add(new Change(kind, "writer", CHAT, 5, state));
        stored.set(4, new Stored(CHAT, 5, 2, state, 5 * SECOND, 6 * SECOND));
        Arrival arrival = new Arrival(CHAT, 5, state, 6 * SECOND + SECOND / 2, 1, false);
        good.add(arrival);
        plain.add(arrival);
    }

    History history() {
        return new History(
                new Writing(acked, refused, stored, new Changing(changes, unanswered)),
                new Reading(answered, sampled, unread),
                List.of(
                        new DeviceLog("good", DeviceLog.Kind.GOOD, Set.of(CHAT), good, spans),
                        new DeviceLog("plain", DeviceLog.Kind.PLAIN, Set.of(CHAT), plain, spans)),
                new Disturbance(faults, revocations, PATIENCE));
    }

    Verdict verdict() {
        return Comparer.compare(history());
    }
}

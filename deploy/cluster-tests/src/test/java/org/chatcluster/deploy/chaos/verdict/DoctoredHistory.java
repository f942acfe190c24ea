package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Acked;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.Belief;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.Changing;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Disturbance;
import org.chatcluster.deploy.chaos.history.Due;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.FrameLog;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.Membership;
import org.chatcluster.deploy.chaos.history.MembershipChange;
import org.chatcluster.deploy.chaos.history.MembershipChange.Kind;
import org.chatcluster.deploy.chaos.history.MembershipFact;
import org.chatcluster.deploy.chaos.history.Reading;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.history.Told;
import org.chatcluster.deploy.chaos.history.Unread;
import org.chatcluster.deploy.chaos.history.Writing;
import org.chatcluster.deploy.client.stream.ChatEvent;
import org.chatcluster.deploy.client.stream.Origin;

/// A run of one chat with five messages, a good and a plain device of a member and one of a
/// visitor, in which nothing went wrong until a test changes it. Message n is written at second n.
final class DoctoredHistory {
    static final long CHAT = 1;
    static final long SECOND = 1_000_000;
    static final long PATIENCE = 20 * SECOND;

    private static final long OTHER_CHAT = 2;
    private static final long USER = 3;

    /// The user of both devices.
    static final long MEMBER = 4;

    /// Comes to the chat at seq 2 and goes from it at seq 4.
    static final long VISITOR = 5;

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
    final List<MembershipChange> memberships = new ArrayList<>();
    final List<MembershipFact> facts = new ArrayList<>();
    final List<Arrival> visits = new ArrayList<>();
    final List<Span> visitorSpans =
            new ArrayList<>(List.of(new Span(1, "session-v", "gateway-1", 0, 0, Span.NEVER)));
    final List<Told> told = new ArrayList<>();
    final List<String> frameFaults = new ArrayList<>();
    final Set<Long> members = new HashSet<>(Set.of(MEMBER));
    final Set<Long> believed = new HashSet<>(members);
    Due due = new Due(Set.of(), false);
    long behind;
    boolean visitorBelieves;

    DoctoredHistory() {
        for (long seq = 1; seq <= 5; seq++) {
            acked.add(new Acked("writer", CHAT, seq, content(seq)));
            stored.add(stored(seq, content(seq)));
            good.add(arrival(seq, 1));
            plain.add(arrival(seq, 1));
        }
        good.set(0, resumed(1));
        comeAndGo();
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
        stored.add(new Stored(OTHER_CHAT, 1, 2, deleted, SECOND, 2 * SECOND, false));
    }

    /// Lets the visitor be added at seq 2, removed at 4, added again at 40 of another chat and
    /// leave it at 41; in the first they get message 3 live.
    private void comeAndGo() {
        memberships.add(new MembershipChange(Kind.ADDED, CHAT, VISITOR, 2, true));
        memberships.add(new MembershipChange(Kind.REMOVED, CHAT, VISITOR, 0, true));
        memberships.add(new MembershipChange(Kind.ADDED, OTHER_CHAT, VISITOR, 40, true));
        memberships.add(new MembershipChange(Kind.LEFT, OTHER_CHAT, VISITOR, 0, true));
        facts.add(new MembershipFact(CHAT, 2, VISITOR, true, 2 * SECOND));
        facts.add(new MembershipFact(CHAT, 4, VISITOR, false, 4 * SECOND));
        facts.add(new MembershipFact(OTHER_CHAT, 40, VISITOR, true, 4 * SECOND));
        facts.add(new MembershipFact(OTHER_CHAT, 41, VISITOR, false, 4 * SECOND));
        visits.add(arrival(3, 1));
        told.add(live("chat.created", 2));
        told.add(live("message.created", 3));
        told.add(removal(4));
    }

    /// Returns an event of the chat that the visitor is told half a second after it took its seq.
    static Told live(String name, long seq) {
        return told(name, seq, Origin.LIVE, seq);
    }

    /// Returns one that they are told half a second after that second.
    static Told told(String name, long seq, Origin origin, long second) {
        return new Told(
                new ChatEvent(name, CHAT, seq, origin, false), second * SECOND + SECOND / 2, 1);
    }

    /// Returns the visitor's own removal.
    static Told removal(long seq) {
        return new Told(
                new ChatEvent("member.removed", CHAT, seq, Origin.LIVE, true),
                seq * SECOND + SECOND / 2,
                1);
    }

    /// Lets the visitor go at seq 3 already and come back at 4, so that message 5 is theirs.
    void comeBack() {
        memberships.add(new MembershipChange(Kind.ADDED, CHAT, VISITOR, 4, true));
        facts.set(1, new MembershipFact(CHAT, 3, VISITOR, false, 3 * SECOND));
        facts.add(2, new MembershipFact(CHAT, 4, VISITOR, true, 4 * SECOND));
        visits.clear();
        visits.add(arrival(5, 1));
        told.clear();
        told.add(live("chat.created", 2));
        told.add(removal(3));
        told.add(live("chat.created", 4));
        told.add(live("message.created", 5));
        members.add(VISITOR);
        believed.add(VISITOR);
        visitorBelieves = true;
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
        return new Stored(CHAT, seq, 2, state(seq, content), seq * SECOND, seq * SECOND, false);
    }

    /// Lets message 5 be changed at second 6, take seq 6, and both devices get it.
    void change(Change.Kind kind, State state) {
        changes.add(new Change(kind, "writer", CHAT, 5, state));
        stored.set(4, new Stored(CHAT, 5, 2, state, 5 * SECOND, 6 * SECOND, false));
        Arrival arrival = new Arrival(CHAT, 5, state, 6 * SECOND + SECOND / 2, 1, false);
        good.add(arrival);
        plain.add(arrival);
    }

    History history() {
        return new History(
                new Writing(acked, refused, stored, new Changing(changes, unanswered)),
                new Reading(answered, sampled, unread),
                new Membership(memberships, facts, Map.of(CHAT, members, OTHER_CHAT, Set.of())),
                List.of(
                        device("good", DeviceLog.Kind.GOOD, good),
                        device("plain", DeviceLog.Kind.PLAIN, plain),
                        visitor()),
                new Disturbance(faults, revocations, due, behind, PATIENCE));
    }

    private DeviceLog device(String name, DeviceLog.Kind kind, List<Arrival> arrivals) {
        return new DeviceLog(
                new DeviceLog.Owner(name, kind, MEMBER, Set.of(CHAT)),
                arrivals,
                spans,
                new Belief(Map.of(CHAT, believed), List.of()),
                new FrameLog(10, frameFaults));
    }

    private DeviceLog visitor() {
        return new DeviceLog(
                new DeviceLog.Owner("visitor", DeviceLog.Kind.GOOD, VISITOR, Set.of()),
                visits,
                visitorSpans,
                new Belief(visitorBelieves ? Map.of(CHAT, members) : Map.of(), told),
                new FrameLog(10, List.of()));
    }

    Verdict verdict() {
        return Comparer.compare(history());
    }
}

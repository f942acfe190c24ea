package org.chatcluster.deploy.chaos.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.Belief;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.FrameLog;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Told;
import org.chatcluster.deploy.client.stream.ChatEvent;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.ChatMessage;
import org.chatcluster.deploy.client.stream.MemberChange;
import org.chatcluster.deploy.client.stream.Origin;

/// Writes down what one device is brought. Thread-safe.
public final class Recorder implements ChatListener {
    private static final int ABNORMAL = 1006;

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Map<Long, Long> highest = new HashMap<>();
    private final Map<Long, Map<Long, Long>> lastChange = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final Rosters rosters;
    private int behind;
    private Optional<String> gaveUp = Optional.empty();

    /// @param members of the user's chats, before anything happens in them
    Recorder(Map<Long, Set<Long>> members) {
        this.rosters = new Rosters(members);
    }

    @Override
    public synchronized void message(ChatMessage message) {
        arrivals.add(
                new Arrival(
                        message.chatId(),
                        message.seq(),
                        new State(
                                message.changeSeq(),
                                message.content(),
                                message.deleted(),
                                message.reactions()),
                        Micros.now(),
                        spans.size(),
                        message.origin() == Origin.RESUMED));
        highest.merge(message.chatId(), message.seq(), Math::max);
        lastChange
                .computeIfAbsent(message.chatId(), _ -> new HashMap<>())
                .merge(message.seq(), message.changeSeq(), Math::max);
    }

    @Override
    public synchronized void joined(long chatId, long seq) {
        rosters.joined(chatId);
    }

    @Override
    public synchronized void left(long chatId) {
        rosters.left(chatId);
    }

    @Override
    public synchronized void members(long chatId, long seq, Set<Long> userIds) {
        rosters.all(chatId, seq, userIds);
    }

    @Override
    public synchronized void member(MemberChange change) {
        rosters.one(change);
    }

    @Override
    public synchronized void event(ChatEvent event) {
        told.add(new Told(event, Micros.now(), spans.size()));
    }

    @Override
    public synchronized void opened(String sessionId, String node) {
        spans.add(
                new Span(spans.size() + 1, sessionId, node, Micros.now(), Span.NEVER, Span.NEVER));
    }

    @Override
    public synchronized void resumed() {
        spans.addLast(spans.removeLast().withResumed(Micros.now()));
    }

    @Override
    public synchronized void closed(int code) {
        spans.addLast(spans.removeLast().withClosed(Micros.now()));
    }

    @Override
    public synchronized void behind() {
        behind++;
    }

    @Override
    public synchronized void gaveUp(String reason) {
        gaveUp = Optional.of(reason);
        if (!spans.isEmpty() && spans.getLast().closed() == Span.NEVER) {
            closed(ABNORMAL);
        }
    }

    /// Returns the socket that is open and has brought all that was missed.
    synchronized Optional<Span> open() {
        return spans.isEmpty()
                ? Optional.empty()
                : Optional.of(spans.getLast())
                        .filter(span -> span.closed() == Span.NEVER)
                        .filter(span -> span.resumed() != Span.NEVER);
    }

    /// Returns the highest seq that came of each chat.
    synchronized Map<Long, Long> highest() {
        return Map.copyOf(highest);
    }

    /// Returns the sum of the last change seqs of all messages of these chats that came.
    synchronized long changes(Set<Long> chats) {
        return chats.stream()
                .flatMap(chat -> lastChange.getOrDefault(chat, Map.of()).values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /// Returns the members of each chat that it takes its user for a member of.
    synchronized Map<Long, Set<Long>> members() {
        return rosters.members();
    }

    /// Returns how often the server has dropped what waited for it.
    public synchronized int behindTimes() {
        return behind;
    }

    /// Returns why it has given up.
    public synchronized Optional<String> gaveUpReason() {
        return gaveUp;
    }

    synchronized DeviceLog log(DeviceLog.Owner owner, FrameLog frames) {
        return new DeviceLog(owner, arrivals, spans, new Belief(rosters.members(), told), frames);
    }
}

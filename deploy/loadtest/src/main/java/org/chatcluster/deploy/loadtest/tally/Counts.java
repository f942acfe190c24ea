package org.chatcluster.deploy.loadtest.tally;

import java.util.Map;
import java.util.TreeMap;

/// What one event loop counted. One writer; read by others after the loop has stopped.
public final class Counts {
    public final Latencies ack = new Latencies();
    public final Latencies delivery = new Latencies();
    public final Latencies sendLag = new Latencies();

    public long sent;
    public long acked;
    public long failed;
    public long delivered;
    public long repeated;
    public long misdelivered;
    public long unreadable;
    public long disconnected;
    public long unanswered;
    public long lost;
    public long sentInWindow;
    public long ackedInWindow;
    public long deliveredInWindow;

    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, Long> otherEvents = new TreeMap<>();
    private final Map<String, Long> closes = new TreeMap<>();
    private final Map<String, Long> nodes = new TreeMap<>();

    /// Counts an error answer by its code.
    public void error(String code) {
        errors.merge(code, 1L, Long::sum);
    }

    /// Counts a frame that is neither a message nor an answer to one.
    public void otherEvent(String name) {
        otherEvents.merge(name, 1L, Long::sum);
    }

    /// Counts a socket that the other side closed.
    public void close(String reason) {
        closes.merge(reason, 1L, Long::sum);
    }

    /// Counts a socket that greeted from that node.
    public void node(String name) {
        nodes.merge(name, 1L, Long::sum);
    }

    /// Returns how many times each node greeted a socket.
    public Map<String, Long> nodes() {
        return new TreeMap<>(nodes);
    }

    /// Returns the error answers by code.
    public Map<String, Long> errors() {
        return new TreeMap<>(errors);
    }

    /// Returns the other frames by event.
    public Map<String, Long> otherEvents() {
        return new TreeMap<>(otherEvents);
    }

    /// Returns why sockets were closed by the other side.
    public Map<String, Long> closes() {
        return new TreeMap<>(closes);
    }

    /// Adds what another counted.
    public void add(Counts other) {
        ack.add(other.ack);
        delivery.add(other.delivery);
        sendLag.add(other.sendLag);
        sent += other.sent;
        acked += other.acked;
        failed += other.failed;
        delivered += other.delivered;
        repeated += other.repeated;
        misdelivered += other.misdelivered;
        unreadable += other.unreadable;
        disconnected += other.disconnected;
        unanswered += other.unanswered;
        lost += other.lost;
        sentInWindow += other.sentInWindow;
        ackedInWindow += other.ackedInWindow;
        deliveredInWindow += other.deliveredInWindow;
        other.errors.forEach((code, count) -> errors.merge(code, count, Long::sum));
        other.otherEvents.forEach((name, count) -> otherEvents.merge(name, count, Long::sum));
        other.nodes.forEach((name, count) -> nodes.merge(name, count, Long::sum));
        other.closes.forEach((reason, count) -> closes.merge(reason, count, Long::sum));
    }
}

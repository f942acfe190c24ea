package org.chatcluster.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.node.measure.Counters;

/// Counts what the node's sockets get, and how they end. Thread-safe; a call costs some 10 ns and
/// allocates nothing, so it may stand on the way of every delivery.
@Context
public final class SocketCounts {
    /// The server's codes, those of RFC 6455 that a client closes with, and 1006 for an end without
    /// a word.
    private static final int[] CODES =
            IntStream.concat(
                            IntStream.of(1000, 1001, 1002, 1005, 1006, 1007),
                            Arrays.stream(CloseCode.values()).mapToInt(CloseCode::code))
                    .sorted()
                    .toArray();

    private final LongAdder sessions;
    private final LongAdder deliveries;
    private final LongAdder deliveredBytes;
    private final LongAdder replayed;
    private final LongAdder fallenBehind;
    private final LongAdder behind;
    private final LongAdder waitingBytes;
    private final LongAdder stuck;
    private final LongAdder[] closes;
    private final LongAdder otherCloses;
    private final LongAdder[] refusals;

    public SocketCounts(MeterRegistry registry) {
        Counters counters = new Counters(registry);
        sessions = counters.counter("chat.gateway.sessions", "Sessions that got their first frame");
        deliveries = counters.counter("chat.gateway.deliveries", "Events given to sockets");
        deliveredBytes =
                counters.counter("chat.gateway.delivered.bytes", "Bytes of those events' frames");
        replayed = counters.counter("chat.gateway.replayed", "Changes that resumes brought");
        fallenBehind = counters.counter("chat.gateway.behind", "Times that a reader was too slow");
        behind = counters.level("chat.gateway.behind.sessions", "Sessions that are behind now");
        waitingBytes =
                counters.level(
                        "chat.gateway.waiting.bytes", "Bytes that wait for slow readers to read");
        stuck =
                counters.counter(
                        "chat.gateway.stuck",
                        "Sessions closed since their client took nothing for too long");
        closes =
                IntStream.of(CODES)
                        .mapToObj(code -> closes(counters, Integer.toString(code)))
                        .toArray(LongAdder[]::new);
        otherCloses = closes(counters, "other");
        refusals =
                Arrays.stream(CloseCode.values())
                        .map(code ->
                                counters.counter(
                                        "chat.gateway.refused.sockets",
                                        "Sockets closed before they were sessions",
                                        "code",
                                        Integer.toString(code.code())))
                        .toArray(LongAdder[]::new);
    }

    private static LongAdder closes(Counters counters, String code) {
        return counters.counter(
                "chat.gateway.closes", "Sessions that ended, by close code", "code", code);
    }

    /// Counts a session that got its first frame.
    public void begun() {
        sessions.increment();
    }

    /// Counts an event that a socket took, of a frame of that size.
    public void delivered(int bytes) {
        deliveries.increment();
        deliveredBytes.add(bytes);
    }

    /// Counts a change that a resume brought to a socket.
    public void replayed() {
        replayed.increment();
    }

    /// Counts a session that has fallen behind.
    public void fellBehind() {
        fallenBehind.increment();
        behind.increment();
    }

    /// Takes note that a session is not behind any more, or is gone.
    public void caughtUp() {
        behind.decrement();
    }

    /// Takes note of so many more bytes that wait, or fewer.
    public void waiting(int bytes) {
        waitingBytes.add(bytes);
    }

    /// Counts a session that is closed since its client takes nothing; its end is counted as well.
    public void stuck() {
        stuck.increment();
    }

    /// Counts the end of a session.
    public void closed(int code) {
        int place = Arrays.binarySearch(CODES, code);
        (place < 0 ? otherCloses : closes[place]).increment();
    }

    /// Counts a socket that was upgraded and closed before it was a session.
    public void refused(CloseCode code) {
        refusals[code.ordinal()].increment();
    }
}

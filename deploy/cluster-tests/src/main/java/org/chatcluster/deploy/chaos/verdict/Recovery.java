package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Arrival;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.Span;
import org.chatcluster.deploy.chaos.history.Stored;
import org.jspecify.annotations.Nullable;

/// How long recoveries took, in microseconds, one value for each fault and device that it touched.
public final class Recovery {
    /// How recovery is measured, for the foot of the table.
    public static final String DEFINITION =
            """
            Recovery, one value per device and fault that came alone. Where sockets are closed (gateway killed or drained, clients
            cut off, session revoked): from the moment when the client notices the close until its next socket has
            brought everything missed (replay.done). Otherwise: from the fault's end (the paused part goes on; Redis
            or PostgreSQL serve again; subscribers are let in; for a killed or drained API node and other closed
            connections the fault itself)
            until the device has every message of its chats written from 2 s before the fault to its end, and the
            first one written after the end. Slow readers: their own recovery, from the moment when they read again.
            A recovery that lasts into the next fault is counted whole, with what that one adds to it.
            """;

    private static final long BEFORE = 2_000_000;
    private static final long NOTICE = 5_000_000;

    /// Two faults of one step begin within 2 s of each other, and may end before they overlap.
    private static final long PAIRED = 900_000;

    private final History history;
    private final Map<String, Map<Place, Arrival>> arrivals = new HashMap<>();

    private Recovery(History history) {
        this.history = history;
        for (DeviceLog device : history.devices()) {
            Map<Place, Arrival> got = new HashMap<>();
            for (Arrival arrival : device.arrivals()) {
                got.putIfAbsent(new Place(arrival.chatId(), arrival.seq()), arrival);
            }
            arrivals.put(device.name(), got);
        }
    }

    /// Returns the times by kind of fault, in ascending order.
    public static Map<FaultKind, List<Long>> of(History history) {
        Recovery recovery = new Recovery(history);
        Map<FaultKind, List<Long>> times = new EnumMap<>(FaultKind.class);
        for (FaultRecord fault : history.disturbance().faults()) {
            List<Long> all = times.computeIfAbsent(fault.kind(), _ -> new ArrayList<>());
            if (!recovery.cameAlone(fault)) {
                continue;
            }
            for (DeviceLog device : history.devices()) {
                if (fault.kind().isNoticed()) {
                    all.addAll(recovery.afterNotice(fault, device));
                } else {
                    recovery.afterEnd(fault, device).ifPresent(all::add);
                }
            }
            Collections.sort(all);
        }
        return times;
    }

    /// What takes long while something else is broken too says nothing of this fault.
    private boolean cameAlone(FaultRecord fault) {
        return history.disturbance().faults().stream()
                .filter(other -> other != fault)
                .noneMatch(other ->
                        other.begin() <= fault.end() + PAIRED
                                && fault.begin() <= other.end() + PAIRED);
    }

    private List<Long> afterNotice(FaultRecord fault, DeviceLog device) {
        List<Long> times = new ArrayList<>();
        List<Span> spans = device.spans();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            boolean isTouched =
                    fault.target().contains(span.node())
                            || List.of(fault.target().split(" ")).contains(device.name());
            if (isTouched
                    && span.opened() < fault.begin()
                    && span.closed() >= fault.begin()
                    && span.closed() <= fault.end() + NOTICE) {
                spans.subList(i + 1, spans.size()).stream()
                        .filter(next -> next.resumed() != Span.NEVER)
                        .findFirst()
                        .ifPresent(next -> times.add(next.resumed() - span.closed()));
            }
        }
        return times;
    }

    private OptionalLong afterEnd(FaultRecord fault, DeviceLog device) {
        boolean isSlow = device.kind() == DeviceLog.Kind.SLOW;
        if (isSlow != (fault.kind() == FaultKind.READERS_SLOW)) {
            return OptionalLong.empty();
        }
        List<Stored> mine =
                history.writing().stored().stream()
                        .filter(message -> device.chats().contains(message.chatId()))
                        .filter(message -> message.ts() >= fault.begin() - BEFORE)
                        .toList();
        OptionalLong firstAfter =
                mine.stream().mapToLong(Stored::ts).filter(ts -> ts > fault.end()).min();
        if (firstAfter.isEmpty()) {
            return OptionalLong.empty();
        }
        long last = fault.end();
        for (Stored message : mine) {
            Arrival got = gotBy(device, message);
            if (message.ts() <= firstAfter.getAsLong() && got != null) {
                last = Math.max(last, got.at());
            }
        }
        return OptionalLong.of(last - fault.end());
    }

    private @Nullable Arrival gotBy(DeviceLog device, Stored message) {
        Map<Place, Arrival> got = arrivals.get(device.name());
        return got == null ? null : got.get(new Place(message.chatId(), message.seq()));
    }
}

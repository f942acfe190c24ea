package org.chatcluster.api.outbox;

import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Makes events of outbox rows again: from the row's own data, or from its feature's [EventSource].
@Singleton
final class OutboxEvents {
    /// The codes of the events that this version can make; a newer node's are left to newer nodes.
    static final Integer[] KNOWN_CODES =
            Arrays.stream(EventType.values())
                    .map(type -> (int) type.code())
                    .toArray(Integer[]::new);

    private final Map<EventType, EventSource> sources = new EnumMap<>(EventType.class);

    OutboxEvents(List<EventSource> sources) {
        sources.forEach(source -> source.types().forEach(type -> this.sources.put(type, source)));
    }

    /// Returns the events of the rows, in the order of their ids, and the rows that none can be
    /// made of. May block.
    Made of(List<OutboxRow> rows) {
        Map<EventType, List<OutboxRow>> withoutData = new EnumMap<>(EventType.class);
        List<Event> events = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            EventType type = EventType.ofCode((byte) row.event());
            if (row.data() == null) {
                withoutData.computeIfAbsent(type, _ -> new ArrayList<>()).add(row);
            } else {
                events.add(event(type, row, row.data()));
            }
        }
        Set<Long> spoilt = new TreeSet<>();
        withoutData.forEach((type, ofType) -> events.addAll(fromSource(type, ofType, spoilt)));
        events.sort(Comparator.comparingLong(Event::outboxId));
        return new Made(events, spoilt);
    }

    /// Makes them together, or, if one can't be encoded, one by one.
    private List<Event> fromSource(EventType type, List<OutboxRow> rows, Set<Long> spoilt) {
        try {
            return source(type).eventsOf(type, rows);
        } catch (UncheckedIOException _) {
            if (rows.size() > 1) {
                return rows.stream()
                        .flatMap(row -> fromSource(type, List.of(row), spoilt).stream())
                        .toList();
            }
            spoilt.add(rows.getFirst().id());
            return List.of();
        }
    }

    private EventSource source(EventType type) {
        EventSource source = sources.get(type);
        if (source == null) {
            throw new IllegalStateException("no source of " + type + " events");
        }
        return source;
    }

    private static Event event(EventType type, OutboxRow row, String data) {
        List<Long> users = row.recipients();
        return new Event(
                row.id(),
                new EventHeader(type, row.chatId(), row.seq(), 0),
                EventFrame.around(type, data.getBytes(StandardCharsets.UTF_8)),
                users == null
                        ? new Recipients.Members(row.chatId(), row.membersVersion(), row.seq())
                        : new Recipients.Users(users));
    }

    /// @param spoilt the ids of rows that no event can be made of
    record Made(List<Event> events, Set<Long> spoilt) {}
}

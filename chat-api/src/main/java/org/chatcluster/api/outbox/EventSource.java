package org.chatcluster.api.outbox;

import java.util.List;
import java.util.Set;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.common.event.EventType;

/// Makes the events of outbox rows that carry no data of their own. Each feature whose events are
/// read back from its own tables has one.
public interface EventSource {
    /// Returns the types that this source makes.
    Set<EventType> types();

    /// Takes rows of that type and returns their events in the same order, without those whose
    /// origin is gone: there is nothing left to tell of them. May block.
    List<Event> eventsOf(EventType type, List<OutboxRow> rows);
}

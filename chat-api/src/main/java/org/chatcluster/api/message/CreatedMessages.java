package org.chatcluster.api.message;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.EventSource;
import org.chatcluster.api.outbox.OutboxRow;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Makes `message.created` events again from the messages themselves, for the outbox sweep.
@Singleton
final class CreatedMessages implements EventSource {
    private final Messages messages;
    private final MessageJson json;

    CreatedMessages(Messages messages, MessageJson json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    public EventType type() {
        return EventType.MESSAGE_CREATED;
    }

    @Override
    public List<Event> eventsOf(List<OutboxRow> rows) {
        Map<Place, Message> byPlace =
                messages
                        .at(
                                rows.stream().map(OutboxRow::chatId).toList(),
                                rows.stream().map(OutboxRow::seq).toList())
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        message -> new Place(message.chatId(), message.seq()),
                                        Function.identity(),
                                        // Two rows may tell of the same message.
                                        (message, _) -> message));
        return rows.stream()
                .flatMap(row ->
                        Optional.ofNullable(byPlace.get(new Place(row.chatId(), row.seq())))
                                .map(message -> event(row, message))
                                .stream())
                .toList();
    }

    private Event event(OutboxRow row, Message message) {
        return new Event(
                row.id(),
                new EventHeader(EventType.MESSAGE_CREATED, row.chatId(), row.seq(), message.id()),
                EventFrame.around(EventType.MESSAGE_CREATED, json.encode(message.unread())),
                new Recipients.Members(row.chatId(), row.membersVersion(), row.seq()));
    }

    private record Place(long chatId, long seq) {}
}

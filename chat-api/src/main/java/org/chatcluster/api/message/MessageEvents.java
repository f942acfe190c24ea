package org.chatcluster.api.message;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.outbox.EventSource;
import org.chatcluster.api.outbox.OutboxRow;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;

/// Makes `message.*` events of messages, and makes them again for the outbox sweep from the
/// messages as they are. A change that was followed by another is not told again: the later one's
/// event tells it all. A new message that was changed since is told to those who are still members
/// alone: who was removed meanwhile must not learn what it became.
@Singleton
public final class MessageEvents implements EventSource {
    private final Messages messages;
    private final MessageJson json;

    MessageEvents(Messages messages, MessageJson json) {
        this.messages = messages;
        this.json = json;
    }

    /// Returns the event of a message that was just sent or changed, for the members of its chat.
    ///
    /// @param membersVersion the chat's `members_version` as the commit saw it
    public Event of(long outboxId, EventType type, long membersVersion, Message message) {
        Place place = new Place(message.chatId(), seq(type, message));
        return event(outboxId, type, place, membersVersion, message);
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(
                EventType.MESSAGE_CREATED, EventType.MESSAGE_UPDATED, EventType.MESSAGE_DELETED);
    }

    @Override
    public List<Event> eventsOf(EventType type, List<OutboxRow> rows) {
        Map<Place, Message> byPlace =
                read(type, rows).stream()
                        .collect(
                                Collectors.toMap(
                                        message -> new Place(message.chatId(), seq(type, message)),
                                        Function.identity(),
                                        // Two rows may tell of the same message.
                                        (message, _) -> message));
        return rows.stream()
                .flatMap(row -> {
                    Place place = new Place(row.chatId(), row.seq());
                    return Optional.ofNullable(byPlace.get(place))
                            .map(message ->
                                    event(row.id(), type, place, row.membersVersion(), message))
                            .stream();
                })
                .toList();
    }

    private List<Message> read(EventType type, List<OutboxRow> rows) {
        List<Long> chatIds = rows.stream().map(OutboxRow::chatId).toList();
        List<Long> seqs = rows.stream().map(OutboxRow::seq).toList();
        return type == EventType.MESSAGE_CREATED
                ? messages.at(chatIds, seqs).stream().map(Message::unread).toList()
                : messages.changedAt(chatIds, seqs);
    }

    private Event event(
            long outboxId, EventType type, Place place, long membersVersion, Message message) {
        boolean changedSince = message.changeSeq() > place.seq;
        return new Event(
                outboxId,
                new EventHeader(type, place.chatId, place.seq, message.id()),
                EventFrame.around(type, json.encode(message)),
                changedSince
                        ? Recipients.Members.remaining(place.chatId, place.seq)
                        : new Recipients.Members(place.chatId, membersVersion, place.seq));
    }

    private static long seq(EventType type, Message message) {
        return type == EventType.MESSAGE_CREATED ? message.seq() : message.changeSeq();
    }

    /// @param seq the seq that the event took
    private record Place(long chatId, long seq) {}
}

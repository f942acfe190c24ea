package org.chatcluster.api.forward;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.forward.ForwardRepository.Copy;
import org.chatcluster.api.forward.ForwardRepository.Source;
import org.chatcluster.api.message.Message;
import org.chatcluster.api.message.MessageEvents;
import org.chatcluster.api.message.Messages;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.refusal.NotAllowed;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventType;

/// Forwards messages, into all chats that are named or into none. Blocks on the database and runs
/// in the caller's transaction.
///
/// Invariant: when a forward commits, its source is not deleted and its author sees it: what is
/// deleted, and whom it is hidden from, waits for the end of a forward that is under way, and the
/// next one finds nothing.
@Singleton
final class Forwards {
    private final ForwardRepository repository;
    private final Messages messages;
    private final Publication publication;
    private final JsonMapper json;

    Forwards(
            ForwardRepository repository,
            Messages messages,
            Publication publication,
            JsonMapper json) {
        this.repository = repository;
        this.messages = messages;
        this.publication = publication;
        this.json = json;
    }

    /// Sends a message once more, in the caller's name, and returns it as it stands in each chat,
    /// in the order of the chats. It mentions nobody there, and says where it comes from.
    ///
    /// @param chatIds without repeats
    /// @throws NotFound if the caller can't see the message, or is not a member of one of the chats
    /// @throws NotAllowed if it is not somebody's words
    List<Message> forward(long caller, long messageId, Collection<Long> chatIds) {
        Source source =
                repository
                        .findSource(caller, messageId)
                        .orElseThrow(() -> new NotFound("there is no such message"));
        if (source.type().equals("system")) {
            throw new NotAllowed("a system message can't be forwarded");
        }
        List<Copy> copies =
                repository.send(
                        caller,
                        chatIds.toArray(Long[]::new),
                        source.type(),
                        source.content(),
                        source.payload(),
                        origin(source));
        if (copies.size() < chatIds.size()) {
            throw new NotFound("there is no such chat");
        }
        if (repository.lockSource(caller, messageId).isEmpty()) {
            throw new NotFound("there is no such message");
        }
        Map<Long, Message> byChat =
                messages
                        .at(
                                copies.stream().map(Copy::chatId).toList(),
                                copies.stream().map(Copy::seq).toList())
                        .stream()
                        .collect(Collectors.toMap(Message::chatId, Function.identity()));
        List<Message> sent = chatIds.stream().map(byChat::get).toList();
        publication.afterCommit(copies, byChat);
        return sent;
    }

    private String origin(Source source) {
        String first = source.forwardedFrom();
        if (first != null) {
            return first;
        }
        Origin origin =
                new Origin(
                        source.id(),
                        source.chatId(),
                        source.authorId(),
                        source.authorName(),
                        source.ts());
        try {
            return new String(json.writeValueAsBytes(origin), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells of what was sent.
    @Singleton
    static final class Publication {
        private final MessageEvents events;
        private final OutboxPublisher publisher;
        private final Transactions transactions;

        Publication(MessageEvents events, OutboxPublisher publisher, Transactions transactions) {
            this.events = events;
            this.publisher = publisher;
            this.transactions = transactions;
        }

        void afterCommit(List<Copy> copies, Map<Long, Message> byChat) {
            List<Event> created =
                    copies.stream()
                            .map(copy ->
                                    events.of(
                                            copy.id(),
                                            EventType.MESSAGE_CREATED,
                                            copy.membersVersion(),
                                            Objects.requireNonNull(byChat.get(copy.chatId()))))
                            .toList();
            transactions.afterCommit(() -> publisher.publish(created));
        }
    }
}

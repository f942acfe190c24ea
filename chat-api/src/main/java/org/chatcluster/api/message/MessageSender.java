package org.chatcluster.api.message;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.message.SendLane.Outcome;
import org.chatcluster.api.message.SendResult.Sent;
import org.chatcluster.api.outbox.OutboxPublisher;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages: commits them in groups, publishes them, and answers their senders. Thread-safe.
///
/// Invariant: the messages of one chat that this node commits are published in the order of their
/// seq, since a chat belongs to one lane and a lane publishes a batch before it commits the next.
@Singleton
final class MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

    private final OutboxPublisher publisher;
    private final MessageJson json;
    private final RepeatedSends repeats;
    private final ExecutorService answering =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("send-answers").daemon().factory());
    private final List<SendLane> lanes;
    private final List<Thread> threads = new ArrayList<>();

    MessageSender(
            SendConfig config,
            SendStatement statement,
            OutboxPublisher publisher,
            MessageJson json,
            RepeatedSends repeats) {
        this.publisher = publisher;
        this.json = json;
        this.repeats = repeats;
        this.lanes =
                Stream.generate(() -> new SendLane(config, statement, this::committed))
                        .limit(config.lanes())
                        .toList();
    }

    @PostConstruct
    void start() {
        IntStream.range(0, lanes.size())
                .forEach(i ->
                        threads.add(
                                Thread.ofPlatform()
                                        .name("send-lane-" + i)
                                        .daemon()
                                        .start(lanes.get(i))));
    }

    @PreDestroy
    void stop() {
        threads.forEach(Thread::interrupt);
        answering.shutdown();
    }

    /// Takes a draft in. Never blocks.
    ///
    /// @return completes with the message as JSON, after the commit; exceptionally with a
    ///   [org.chatcluster.api.refusal.Refusal]; after [Unavailable] it may be committed all the
    ///   same
    CompletionStage<byte[]> send(Draft draft) {
        PendingSend send = new PendingSend(draft, System.nanoTime(), new CompletableFuture<>());
        SendLane lane = lanes.get(Math.floorMod(draft.chatId(), lanes.size()));
        if (!lane.offer(send)) {
            return CompletableFuture.failedStage(
                    SendLane.unavailable("too many messages wait", null));
        }
        return send.answer();
    }

    private void committed(List<Outcome> outcomes) {
        List<Event> events = new ArrayList<>(outcomes.size());
        List<Runnable> answers = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            PendingSend send = outcome.send();
            switch (outcome.result()) {
                case Sent sent -> {
                    byte[] message = json.encode(message(send.draft(), sent));
                    events.add(event(send.draft().chatId(), sent, message));
                    answers.add(() -> send.answer().complete(message));
                }
                case SendResult.Repeat repeat -> repeats.answer(send, repeat);
                case SendResult.NotMember _ ->
                        send.answer().completeExceptionally(new NotFound("there is no such chat"));
                case SendResult.NoSuchReply _ ->
                        send.answer()
                                .completeExceptionally(
                                        new InvalidInput(
                                                "reply_to_id",
                                                "must be a message of this chat that is not deleted"));
            }
        }
        publisher.publish(events);
        answering.execute(() -> answers.forEach(Runnable::run));
    }

    private static Message message(Draft draft, Sent sent) {
        return new Message(
                sent.id(),
                draft.chatId(),
                sent.seq(),
                sent.seq(),
                draft.author().id(),
                draft.author().uuid(),
                draft.type(),
                draft.content(),
                draft.payload(),
                sent.ts(),
                null,
                null,
                draft.replyToId(),
                null,
                draft.clientId(),
                false,
                List.of(),
                sent.mentions(),
                null);
    }

    private static Event event(long chatId, Sent sent, byte[] message) {
        LOG.debug(
                "Message created: {} in chat {} seq={} outbox={}",
                sent.id(),
                chatId,
                sent.seq(),
                sent.outboxId());
        return new Event(
                sent.outboxId(),
                new EventHeader(EventType.MESSAGE_CREATED, chatId, sent.seq(), sent.id()),
                EventFrame.around(EventType.MESSAGE_CREATED, message),
                new Recipients.Members(chatId, sent.membersVersion(), sent.seq()));
    }
}

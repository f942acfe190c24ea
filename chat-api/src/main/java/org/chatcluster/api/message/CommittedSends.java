package org.chatcluster.api.message;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.chatcluster.api.fanout.Event;
import org.chatcluster.api.fanout.Recipients;
import org.chatcluster.api.measure.Sample;
import org.chatcluster.api.measure.SendTimes;
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

/// Answers the senders of what a lane has committed, and publishes it. Thread-safe.
@Singleton
final class CommittedSends {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedSends.class);

    private final OutboxPublisher publisher;
    private final MessageJson json;
    private final RepeatedSends repeats;
    private final SendTimes times;
    private final ExecutorService answering =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("send-answers").daemon().factory());

    CommittedSends(
            OutboxPublisher publisher, MessageJson json, RepeatedSends repeats, SendTimes times) {
        this.publisher = publisher;
        this.json = json;
        this.repeats = repeats;
        this.times = times;
    }

    @PreDestroy
    void stop() {
        answering.shutdown();
    }

    /// Takes the outcomes of one commit. The lane begins the next one when this returns, with the
    /// events handed to Redis or left to the outbox. Nobody's answer waits for that: what is
    /// committed will be published, and publishing may have to read member lists.
    void take(List<Outcome> outcomes) {
        times.committed();
        long now = System.nanoTime();
        List<Event> events = new ArrayList<>(outcomes.size());
        List<Runnable> answers = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            PendingSend send = outcome.send();
            switch (outcome.result()) {
                case Sent sent -> {
                    byte[] message = json.encode(message(send.draft(), sent));
                    times.sent(now - send.enqueuedNanos());
                    events.add(event(send, sent, message));
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
                                                "must be a message of this chat that is not"
                                                        + " deleted"));
            }
        }
        release(answers);
        publisher.publish(events);
    }

    /// Spares the lane the work of the callers that wait, unless the node stops.
    private void release(List<Runnable> answers) {
        try {
            answering.execute(() -> answers.forEach(Runnable::run));
        } catch (RejectedExecutionException _) {
            answers.forEach(Runnable::run);
        }
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

    private static Event event(PendingSend send, Sent sent, byte[] message) {
        Draft draft = send.draft();
        LOG.debug(
                "Message created: {} in chat {} seq={} outbox={} user={} request={}",
                sent.id(),
                draft.chatId(),
                sent.seq(),
                sent.outboxId(),
                draft.author().id(),
                send.call().request());
        EventHeader header =
                new EventHeader(EventType.MESSAGE_CREATED, draft.chatId(), sent.seq(), sent.id());
        Sample sample = send.sample();
        if (sample != null) {
            sample.committed(header, draft.author().id());
        }
        return new Event(
                sent.outboxId(),
                header,
                EventFrame.around(EventType.MESSAGE_CREATED, message),
                new Recipients.Members(draft.chatId(), sent.membersVersion(), sent.seq()),
                sample);
    }
}

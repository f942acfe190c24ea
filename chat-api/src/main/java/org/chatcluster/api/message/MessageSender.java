package org.chatcluster.api.message;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.api.measure.Sample;
import org.chatcluster.api.measure.Samples;

/// Sends messages: commits them in groups, publishes them, and answers their senders. Thread-safe.
///
/// Invariant: the messages of one chat that this node commits are published in the order of their
/// seq, since a chat belongs to one lane and a lane publishes a batch before it commits the next.
@Singleton
final class MessageSender {
    private final Samples samples;
    private final List<SendLane> lanes;
    private final List<Thread> threads = new ArrayList<>();

    MessageSender(
            SendConfig config, SendStatement statement, CommittedSends committed, Samples samples) {
        this.samples = samples;
        this.lanes =
                Stream.generate(() -> new SendLane(config, statement, committed::take))
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
    }

    /// Takes a draft in. Never blocks.
    ///
    /// @return completes with the message as JSON, after the commit; exceptionally with a
    ///   [org.chatcluster.api.refusal.Refusal]; after [org.chatcluster.api.refusal.Unavailable] it
    ///   may be committed all the same
    CompletionStage<byte[]> send(Draft draft, CallId call) {
        Sample sample = samples.begin("send message", call);
        PendingSend send =
                new PendingSend(draft, System.nanoTime(), new CompletableFuture<>(), call, sample);
        if (sample != null) {
            send.answer().whenComplete((_, failure) -> sample.answered(failure));
        }
        SendLane lane = lanes.get(Math.floorMod(draft.chatId(), lanes.size()));
        if (!lane.offer(send)) {
            send.answer()
                    .completeExceptionally(SendLane.unavailable("too many messages wait", null));
        }
        return send.answer();
    }

    /// Returns how many drafts wait for their turn.
    int waiting() {
        return lanes.stream().mapToInt(SendLane::waiting).sum();
    }
}

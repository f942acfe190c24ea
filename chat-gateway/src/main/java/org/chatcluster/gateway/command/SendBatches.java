package org.chatcluster.gateway.command;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatcluster.common.command.SendBatch;
import org.chatcluster.common.command.SendBatch.Send;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.jspecify.annotations.Nullable;

/// Gathers the sends of all sessions into calls: what arrives while a node's calls are under way
/// goes with its next one, without a timer. One send alone goes at once; under load the cost of a
/// call is shared (ADR-0014). Thread-safe.
///
/// Invariant: while a send waits, every node has all its calls under way. A node that hangs holds
/// up its own calls alone, until they time out.
@Singleton
final class SendBatches {
    /// Bytes of one call at most, but for a single send.
    private static final int MOST_BYTES = 256 * 1024;

    /// A send on its way.
    private record Pending(Send send, CompletableFuture<Answer> answer) {}

    /// A call of a node that is taken, to be released to its `calls`.
    private record Place(URI node, Semaphore calls) {}

    private final ChatApi api;
    private final int callsPerNode;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final Map<URI, Semaphore> calls = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> known = List.of();

    SendBatches(ChatApi api, CommandConfig config) {
        this.api = api;
        this.callsPerNode = config.callsPerNode();
    }

    /// Sends a message. Completes on any thread, exceptionally if no node answered.
    CompletionStage<Answer> send(Send send) {
        Pending pending = new Pending(send, new CompletableFuture<>());
        waiting.add(pending);
        pump();
        return pending.answer;
    }

    private void pump() {
        for (@Nullable Place place = freePlace(); place != null; place = freePlace()) {
            List<Pending> batch = nextBatch();
            if (batch.isEmpty()) {
                place.calls.release();
                if (waiting.isEmpty()) {
                    return;
                }
            } else {
                post(place, batch);
            }
        }
    }

    /// Takes a call of the next node that has one left, or returns null.
    private @Nullable Place freePlace() {
        List<URI> nodes = nodes();
        int first = turn.getAndIncrement();
        for (int i = 0; i < nodes.size() && !waiting.isEmpty(); i++) {
            URI node = nodes.get(Math.floorMod(first + i, nodes.size()));
            Semaphore free = calls.computeIfAbsent(node, _ -> new Semaphore(callsPerNode));
            if (free.tryAcquire()) {
                return new Place(node, free);
            }
        }
        return null;
    }

    /// Forgets the nodes that are gone.
    private List<URI> nodes() {
        List<URI> nodes = api.nodes();
        if (nodes != known) {
            calls.keySet().retainAll(nodes);
            known = nodes;
        }
        return nodes;
    }

    private List<Pending> nextBatch() {
        List<Pending> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < SendBatch.MOST && bytes < MOST_BYTES) {
            @Nullable Pending pending = waiting.poll();
            if (pending == null) {
                break;
            }
            batch.add(pending);
            bytes += pending.send.size();
        }
        return batch;
    }

    private void post(Place place, List<Pending> batch) {
        byte[] body = SendBatch.writeSends(batch.stream().map(Pending::send).toList());
        api.postSends(place.node, body, batch.getFirst().send.requestId())
                .thenApply(response -> answers(response, batch.size()))
                .whenComplete((answers, failure) -> {
                    place.calls.release();
                    pump();
                    complete(batch, answers, failure);
                });
    }

    private static List<SendBatch.Answer> answers(Answer response, int sends) {
        List<SendBatch.Answer> answers =
                response.isSuccess() ? SendBatch.readAnswers(response.body()) : List.of();
        if (answers.size() != sends) {
            throw new IllegalStateException(
                    "api answered a batch of " + sends + " with status " + response.status());
        }
        return answers;
    }

    private static Answer single(SendBatch.Answer answer) {
        int seconds = answer.retryAfterSeconds();
        return new Answer(
                answer.status(), answer.body(), seconds == 0 ? null : Integer.toString(seconds));
    }

    private static void complete(
            List<Pending> batch,
            @Nullable List<SendBatch.Answer> answers,
            @Nullable Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            if (answers != null) {
                batch.get(i).answer.complete(single(answers.get(i)));
            } else if (failure != null) {
                batch.get(i).answer.completeExceptionally(failure);
            }
        }
    }
}

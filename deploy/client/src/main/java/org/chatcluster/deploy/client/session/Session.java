package org.chatcluster.deploy.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.chatcluster.deploy.client.rest.NotNow;
import org.chatcluster.deploy.client.rest.SignInRefused;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.Conversation;
import org.chatcluster.deploy.client.stream.Cursors;
import org.chatcluster.deploy.client.stream.Frames;
import org.chatcluster.deploy.client.stream.Timing;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;

/// One connection from its upgrade to its end. [#run] belongs to one thread; the rest is
/// thread-safe.
///
/// Frames wait in a bounded queue: while it is full nothing is read from the socket.
final class Session implements Receiver {
    private static final int QUEUE = 1_000;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final BlockingQueue<Incoming> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Wire> wire = new CompletableFuture<>();
    private volatile boolean greeted;
    private volatile boolean ended;
    private volatile int endCode;
    private String token;

    /// @param token what it is opened with
    Session(String token) {
        this.token = token;
    }

    /// How a session ended.
    ///
    /// @param token what it had then: the one that it was opened with, or what that was renewed to
    /// @param askedWait what the server has asked to wait before the next one
    record Ending(int code, boolean greeted, String token, Optional<Duration> askedWait) {}

    /// Gives the session the connection that it is the receiver of.
    void over(Wire opened) {
        wire.complete(opened);
    }

    /// Returns whether commands can be sent.
    boolean isUp() {
        return greeted && !ended;
    }

    /// Returns whether the connection has ended.
    boolean isOver() {
        return ended;
    }

    /// Sends a command and returns what completes with the `ack` or `error` frame, and
    /// exceptionally with [NotNow] if the socket ends before.
    CompletableFuture<JsonNode> ask(String requestId, String frame) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(requestId, answer);
        var _ = answer.whenComplete((_, _) -> asked.remove(requestId));
        if (ended) {
            failAsked();
        } else {
            wire.join().send(frame);
        }
        return answer;
    }

    void close() {
        wire.thenAccept(Wire::close);
    }

    void abort() {
        wire.thenAccept(Wire::abort);
    }

    @Override
    public void text(String frame) {
        put(new Incoming.Text(frame));
    }

    @Override
    public void sign() {
        put(new Incoming.Sign());
    }

    @Override
    public void closed(int code) {
        endCode = code;
        ended = true;
        failAsked();
        // Wakes the session's thread; if the queue is full, that thread does not sleep.
        var _ = queue.offer(new Incoming.Sign());
    }

    /// Goes on until the connection has ended.
    ///
    /// @param renewal gives a newer token than a stale one
    Ending run(Cursors cursors, ChatListener listener, Timing timing, UnaryOperator<String> renewal)
            throws InterruptedException {
        Conversation talk =
                new Conversation(cursors, listener, timing, wire.join(), System.nanoTime());
        while (true) {
            long idle = ended ? 0 : talk.idle(System.nanoTime()).toNanos();
            switch (queue.poll(idle, TimeUnit.NANOSECONDS)) {
                case null -> {
                    if (ended) {
                        return ending(talk);
                    }
                    talk.act(System.nanoTime());
                }
                case Incoming.Text(String text) -> take(talk, text);
                case Incoming.Sign() -> talk.sign(System.nanoTime());
                case Incoming.Renewed(String newer) -> {
                    token = newer;
                    talk.authenticate(newer);
                }
            }
            if (talk.takeRenewal()) {
                String stale = token;
                Thread.startVirtualThread(() -> renew(renewal, stale));
            }
        }
    }

    private Ending ending(Conversation talk) {
        return new Ending(endCode, talk.isGreeted(), token, talk.askedToWait(System.nanoTime()));
    }

    private void take(Conversation talk, String text) {
        JsonNode frame = Frames.parse(text);
        answer(frame);
        talk.frame(frame, System.nanoTime());
        greeted = talk.isGreeted();
    }

    private void answer(JsonNode frame) {
        String event = frame.path("event").asText();
        if (event.equals("ack") || event.equals("error")) {
            CompletableFuture<JsonNode> answer =
                    asked.get(frame.path("data").path("request_id").asText());
            if (answer != null) {
                answer.complete(frame);
            }
        }
    }

    /// Without a newer token the server closes the socket in time, which leads to a refresh too.
    private void renew(UnaryOperator<String> renewal, String stale) {
        try {
            put(new Incoming.Renewed(renewal.apply(stale)));
        } catch (NotNow | SignInRefused _) {
            return;
        }
    }

    private void failAsked() {
        asked.values()
                .forEach(answer ->
                        answer.completeExceptionally(
                                new NotNow("the socket ended", Optional.empty())));
    }

    /// Waits for room as long as somebody takes things out.
    private void put(Incoming incoming) {
        try {
            boolean taken = false;
            while (!taken && !ended) {
                taken = queue.offer(incoming, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.chatcluster.deploy.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.chatcluster.deploy.client.stream.Frames;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;
import org.chatcluster.deploy.client.wire.Wires;

/// A gateway that greets, answers `resume`, and leaves the rest to the test. Thread-safe.
final class FakeServer implements Wires {
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Receiver> opened = new LinkedBlockingQueue<>();
    private final BiConsumer<JsonNode, Receiver> onCommand;
    private final AtomicInteger aborted = new AtomicInteger();

    /// @param onCommand is told every command but `resume`
    FakeServer(BiConsumer<JsonNode, Receiver> onCommand) {
        this.onCommand = onCommand;
    }

    /// Returns the tokens of all connections so far.
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    /// Returns how many connections the client has broken.
    int aborted() {
        return aborted.get();
    }

    /// Returns the next connection that is greeted and in step.
    Receiver nextConnection() throws InterruptedException {
        Receiver next = opened.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no connection came");
        }
        return next;
    }

    @Override
    public Wire open(String token, Receiver receiver) {
        tokens.add(token);
        receiver.text(
                "{\"event\": \"hello\", \"data\": {\"user_id\": 1, \"session_id\": \"s\","
                        + " \"node\": \"n\", \"heartbeat_s\": 25}}");
        return new FakeWire(receiver);
    }

    private final class FakeWire implements Wire {
        private final Receiver receiver;

        FakeWire(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(String text) {
            JsonNode frame = Frames.parse(text);
            if (frame.path("action").asText().equals("resume")) {
                receiver.text(
                        "{\"event\": \"replay.done\", \"data\": {\"request_id\": \"%s\", \"chats\": {}}}"
                                .formatted(frame.path("request_id").asText()));
                opened.add(receiver);
            } else {
                onCommand.accept(frame, receiver);
            }
        }

        @Override
        public void close() {
            receiver.closed(1000);
        }

        @Override
        public void abort() {
            aborted.incrementAndGet();
            receiver.closed(1006);
        }
    }
}

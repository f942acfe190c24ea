package org.chatcluster.deploy.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.chatcluster.deploy.cluster.contract.FrameCheck;
import org.jspecify.annotations.Nullable;

/// An open socket of `/ws` or `/connect` and all frames that came, in their order. Thread-safe.
///
/// Whoever looks at the frames, and whoever closes the socket, first holds those that came since
/// against the AsyncAPI document ([FrameCheck]): the threads that receive have no time for that.
public final class Socket implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Inbox inbox = new Inbox();
    private final WebSocket webSocket;
    private final Secrets secrets;
    private final FrameCheck check;
    private int checked;

    private Socket(Rest rest, URI url, Map<String, String> headers) {
        this.secrets = rest.secrets();
        this.check = rest.contract().asyncApi().checkOf(url.getPath());
        WebSocket.Builder builder = rest.client().newWebSocketBuilder().connectTimeout(LIMIT);
        headers.forEach(builder::header);
        this.webSocket = builder.buildAsync(url, inbox).join();
    }

    /// Opens a socket without waiting for `hello`.
    ///
    /// @param node the gateway or balancer
    /// @param query with the question mark, or empty
    /// @throws java.util.concurrent.CompletionException if the upgrade is refused
    public static Socket open(Rest rest, URI node, String query, Map<String, String> headers) {
        URI url = URI.create("ws://" + node.getAuthority() + "/ws" + query);
        return new Socket(rest, url, headers);
    }

    /// Opens a socket of the mini-application, and waits for its first frame.
    public static Socket connect(Person person, URI node) {
        return connect(person, node, person.token());
    }

    /// Does the same with another token than the person's own.
    public static Socket connect(Person person, URI node, String token) {
        URI url = URI.create("ws://" + node.getAuthority() + "/connect");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
        Socket socket = new Socket(person.rest(), url, headers);
        socket.awaitAction("unread_messages", 1);
        return socket;
    }

    /// Returns the frames of that action of the mini-application so far.
    public List<Frame> actions(String action) {
        return frames(frame -> frame.action().equals(action));
    }

    /// Waits until at least so many frames of that action are there, and returns them.
    public List<Frame> awaitAction(String action, int count) {
        return awaitAll(action, frame -> frame.action().equals(action), count);
    }

    /// Returns all frames so far.
    public List<Frame> frames() {
        checkNew();
        return List.copyOf(inbox.frames);
    }

    private synchronized void checkNew() {
        for (; checked < inbox.frames.size(); checked++) {
            check.heard(inbox.frames.get(checked).json());
        }
    }

    /// Returns all frames of that kind so far.
    public List<Frame> frames(Predicate<Frame> kind) {
        checkNew();
        return inbox.frames.stream().filter(kind).toList();
    }

    /// Returns the frames of that event of that chat so far.
    public List<Frame> frames(String event, long chatId) {
        return frames(frame -> frame.is(event, chatId));
    }

    /// Waits for the first frame of that kind.
    public Frame await(String what, Predicate<Frame> kind) {
        return awaitAll(what, kind, 1).getFirst();
    }

    /// Waits for the first frame of that event.
    public Frame await(String event) {
        return await(event, frame -> frame.event().equals(event));
    }

    /// Waits until at least so many frames of that event of that chat are there, and returns them.
    public List<Frame> await(String event, long chatId, int count) {
        return awaitAll(event + " of " + chatId, frame -> frame.is(event, chatId), count);
    }

    private List<Frame> awaitAll(String what, Predicate<Frame> kind, int count) {
        Awaiting.upTo(LIMIT)
                .untilAsserted(() ->
                        assertThat(frames(kind))
                                .as("%s among %s", what, inbox.frames)
                                .hasSizeGreaterThanOrEqualTo(count));
        return frames(kind);
    }

    /// Returns the data of `hello`.
    public JsonNode hello() {
        return await("hello").data();
    }

    /// Sends a frame.
    public void send(String text) {
        secrets.noteIn(text);
        check.said(text);
        webSocket.sendText(text, true).join();
    }

    /// Sends a frame, unless the connection is gone.
    public void sendQuietly(String text) {
        webSocket.sendText(text, true).exceptionally(_ -> webSocket).join();
    }

    /// Sends a frame of a message that goes on, as far as the connection takes it.
    public CompletableFuture<WebSocket> sendPart(String text) {
        return webSocket.sendText(text, false);
    }

    /// Asks for something under a request id and waits for its `ack`, `error` or `pong`.
    public Frame ask(String requestId, String frame) {
        send(frame);
        return await(
                "answer to " + requestId,
                answer -> answer.data().path("request_id").asText().equals(requestId));
    }

    /// Proves that everything the server had queued for this socket before now is here.
    public void pass() {
        String id = "pass-" + inbox.frames.size() + "-" + System.nanoTime();
        ask(id, Json.object("action", "ping", "request_id", id));
    }

    /// Waits until the server has closed the socket, and returns the code.
    public int awaitClose() {
        Awaiting.upTo(LIMIT).until(inbox.closed::isDone);
        return inbox.closed.join();
    }

    public boolean isOpen() {
        return !inbox.closed.isDone();
    }

    @Override
    public void close() {
        if (isOpen() && !webSocket.isOutputClosed()) {
            webSocket
                    .sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .exceptionally(_ -> webSocket)
                    .join();
        }
        webSocket.abort();
        checkNew();
        check.end();
    }

    /// What came.
    private static final class Inbox implements WebSocket.Listener {
        private final List<Frame> frames = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                frames.add(Frame.of(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }
}

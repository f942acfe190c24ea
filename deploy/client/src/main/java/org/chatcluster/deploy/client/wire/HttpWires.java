package org.chatcluster.deploy.client.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Connections by the JDK's own client.
///
/// @param origin scheme, host and port of the balancer or of a gateway
public record HttpWires(HttpClient client, URI origin) implements Wires {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int SEND_SECONDS = 10;
    private static final int ABNORMAL = 1006;

    @Override
    public Wire open(String token, Receiver receiver) {
        URI url = URI.create(origin.toString().replaceFirst("^http", "ws") + "/ws");
        Inbox inbox = new Inbox(receiver);
        try {
            WebSocket webSocket =
                    client.newWebSocketBuilder()
                            .connectTimeout(CONNECT_LIMIT)
                            .header("Authorization", "Bearer " + token)
                            .buildAsync(url, inbox)
                            .orTimeout(2 * CONNECT_LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join();
            return new HttpWire(webSocket, inbox);
        } catch (CompletionException failed) {
            throw refusal(failed.getCause());
        }
    }

    private static ConnectRefused refusal(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            HttpResponse<?> response = refused.getResponse();
            Optional<Duration> wait =
                    response.headers().firstValue("Retry-After").flatMap(RetryAfter::parse);
            return new ConnectRefused("status " + response.statusCode(), wait);
        }
        return new ConnectRefused(String.valueOf(cause), Optional.empty());
    }

    /// The JDK allows one frame to be sent at a time, so that senders take turns.
    private record HttpWire(WebSocket webSocket, Inbox inbox, ReentrantLock turn) implements Wire {
        HttpWire(WebSocket webSocket, Inbox inbox) {
            this(webSocket, inbox, new ReentrantLock());
        }

        @Override
        public void send(String text) {
            turn.lock();
            try {
                webSocket.sendText(text, true).orTimeout(SEND_SECONDS, TimeUnit.SECONDS).join();
            } catch (CompletionException _) {
                abort();
            } finally {
                turn.unlock();
            }
        }

        @Override
        public void close() {
            webSocket
                    .sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((_, failed) -> {
                        if (failed != null) {
                            abort();
                        }
                    });
        }

        @Override
        public void abort() {
            webSocket.abort();
            inbox.end(ABNORMAL);
        }
    }

    private static final class Inbox implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Receiver receiver;

        Inbox(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                String frame = part.toString();
                part.setLength(0);
                receiver.text(frame);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(
                WebSocket webSocket, java.nio.ByteBuffer message) {
            receiver.sign();
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            end(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(ABNORMAL);
        }

        private void end(int code) {
            if (ended.compareAndSet(false, true)) {
                receiver.closed(code);
            }
        }
    }
}

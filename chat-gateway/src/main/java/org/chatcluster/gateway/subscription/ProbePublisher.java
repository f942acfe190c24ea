package org.chatcluster.gateway.subscription;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the node's probes to its own channel, over a connection of their own, so that they
/// prove the subscriber and nothing else. A connection that does not answer in time is given up,
/// and the next probe makes a new one. Thread-safe.
final class ProbePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbePublisher.class);
    private static final long TIMEOUT_SECONDS = 1;

    private final Server server;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection;
    private boolean busy;
    private boolean closed;

    ProbePublisher(Server server) {
        this.server = server;
    }

    /// Sends a probe that carries that time to that channel, unless the previous one is still under
    /// way.
    void send(byte[] channel, long nowNanos) {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> used;
        synchronized (this) {
            if (busy || closed) {
                return;
            }
            busy = true;
            if (connection == null) {
                connection =
                        server.client()
                                .connectAsync(ByteArrayCodec.INSTANCE, server.uri())
                                .toCompletableFuture();
            }
            used = connection;
        }
        byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(nowNanos).array();
        used.thenCompose(open -> server.commands().publish(open, channel, payload))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((_, failure) -> sent(used, failure));
    }

    private void sent(
            CompletableFuture<StatefulRedisConnection<byte[], byte[]>> used,
            @Nullable Throwable failure) {
        boolean broken;
        synchronized (this) {
            busy = false;
            broken = failure != null && !closed;
            if (broken) {
                connection = null;
            }
        }
        if (broken) {
            LOG.debug("probe not sent", failure);
            used.thenAccept(StatefulRedisConnection::closeAsync);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.thenAccept(StatefulRedisConnection::closeAsync);
        }
    }
}

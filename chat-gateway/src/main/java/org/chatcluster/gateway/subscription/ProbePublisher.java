package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.redis.RedisConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the node's probes to its own channel, over a connection of their own, so that they
/// prove the subscriber and nothing else. A connection that does not answer in time is given up,
/// and the next probe makes a new one. Thread-safe.
final class ProbePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbePublisher.class);
    private static final long TIMEOUT_SECONDS = 1;

    private final RedisClient client;
    private final RedisURI uri;
    private final byte[] channel;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection;
    private boolean busy;
    private boolean closed;

    ProbePublisher(RedisClient client, RedisConfig config, byte[] channel) {
        this.client = client;
        this.uri = config.uri();
        this.channel = channel.clone();
    }

    /// Sends a probe that carries that time, unless the previous one is still under way.
    void send(long nowNanos) {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> used;
        synchronized (this) {
            if (busy || closed) {
                return;
            }
            busy = true;
            if (connection == null) {
                connection =
                        client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
            }
            used = connection;
        }
        byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(nowNanos).array();
        used.thenCompose(open -> open.async().publish(channel, payload))
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

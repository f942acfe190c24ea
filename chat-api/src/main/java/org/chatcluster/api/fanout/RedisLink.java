package org.chatcluster.api.fanout;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection to Redis that is there as soon as Redis has answered once, and that Lettuce
/// connects again by itself from then on, unless it is replaced; while it is down commands fail at
/// once and nothing is queued. Thread-safe.
final class RedisLink implements CommandLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisClient client;
    private final RedisConfig config;
    private final Consumer<StatefulRedisConnection<byte[], byte[]>> prepare;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile boolean closed;

    /// @param prepare is given the connection before anybody else is
    RedisLink(
            RedisClient client,
            RedisConfig config,
            Consumer<StatefulRedisConnection<byte[], byte[]>> prepare) {
        this.client = client;
        this.config = config;
        this.prepare = prepare;
    }

    /// Returns the connection, or empty if Redis has not answered yet. Never blocks.
    Optional<StatefulRedisConnection<byte[], byte[]>> connection() {
        return Optional.ofNullable(connection);
    }

    private StatefulRedisConnection<byte[], byte[]> opened() {
        return connection().orElseThrow(() -> new RedisException("redis has not answered yet"));
    }

    @Override
    public RedisClusterCommands<byte[], byte[]> sync() {
        return opened().sync();
    }

    @Override
    public RedisClusterAsyncCommands<byte[], byte[]> async() {
        return opened().async();
    }

    /// Redis answers in the order in which it was asked.
    @Override
    public List<Long> subscriptions(List<byte[]> channels) {
        byte[][] asked = channels.toArray(byte[][]::new);
        return List.copyOf(opened().sync().pubsubNumsub(asked).values());
    }

    @Override
    public Duration timeout() {
        return config.timeout();
    }

    /// Begins to connect, and waits for it as long as connecting may take; goes on trying after
    /// that.
    void open() {
        try {
            connect().get(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            LOG.warn("redis does not answer, the node starts without it and goes on trying");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives up a connection that does not answer, and connects anew. What waits for an answer over
    /// it fails. Never blocks; does nothing if that connection has been given up already.
    void replace(StatefulRedisConnection<byte[], byte[]> silent) {
        synchronized (this) {
            if (connection != silent || closed) {
                return;
            }
            connection = null;
        }
        LOG.warn("redis does not answer over this connection any more, connecting anew");
        silent.closeAsync();
        connect();
    }

    /// Completes when the first try has ended.
    private CompletableFuture<?> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, config.uri())
                .toCompletableFuture()
                .whenComplete((opened, failure) -> {
                    if (failure == null) {
                        take(opened);
                    } else if (!closed) {
                        CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(this::connectAgain);
                    }
                });
    }

    private void connectAgain() {
        if (!closed) {
            connect();
        }
    }

    private void take(StatefulRedisConnection<byte[], byte[]> opened) {
        prepare.accept(opened);
        connection = opened;
        if (closed) {
            opened.closeAsync();
        }
    }

    @Override
    public void close() {
        closed = true;
        connection().ifPresent(StatefulRedisConnection::close);
    }
}

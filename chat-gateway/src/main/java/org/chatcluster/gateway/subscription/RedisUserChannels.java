package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.UserChannels;
import org.chatcluster.gateway.redis.RedisConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The channels of users on Redis pub/sub, over one connection of their own, tried again every
/// second until it stands and kept by the client from then on. Thread-safe.
///
/// Lettuce subscribes anew by itself after a reconnect, but only to what Redis had acknowledged;
/// the rest is asked for again by the listener. The future of a command over many channels is done
/// with the first acknowledgement, so only the callback per channel counts.
final class RedisUserChannels implements UserChannels, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUserChannels.class);

    private final RedisClient client;
    private final RedisURI uri;
    private final EventCodec codec;
    private final CommandBatches subscribes = new CommandBatches(this::sendSubscribe, this::failed);
    private final CommandBatches unsubscribes =
            new CommandBatches(this::sendUnsubscribe, this::failed);
    private final CompletableFuture<StatefulRedisPubSubConnection<Long, Arrival>> connection =
            new CompletableFuture<>();
    private final Executor aSecondLater = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    private volatile @Nullable Listener listener;
    private volatile boolean closed;

    RedisUserChannels(RedisClient client, RedisConfig config, EventCodec codec) {
        this.client = client;
        this.uri = config.uri();
        this.codec = codec;
    }

    /// Starts to connect. What arrives goes to that listener.
    void connect(Listener listener) {
        this.listener = listener;
        client.connectPubSubAsync(codec, uri)
                .whenComplete((open, failure) -> {
                    if (open != null) {
                        opened(open, listener);
                    } else if (!closed) {
                        LOG.warn("redis not reached, trying again reason={}", failure.toString());
                        aSecondLater.execute(() -> connect(listener));
                    }
                });
    }

    private void opened(StatefulRedisPubSubConnection<Long, Arrival> open, Listener listener) {
        open.addListener(new Channels(listener));
        open.addListener(new State(listener));
        connection.complete(open);
        listener.connected();
        if (closed) {
            open.closeAsync();
        }
    }

    @Override
    public void subscribe(long userId) {
        subscribes.add(userId);
    }

    @Override
    public void unsubscribe(long userId) {
        unsubscribes.add(userId);
    }

    private CompletionStage<?> sendSubscribe(Long[] userIds) {
        return connection.thenCompose(open -> open.async().subscribe(userIds));
    }

    private CompletionStage<?> sendUnsubscribe(Long[] userIds) {
        return connection.thenCompose(open -> open.async().unsubscribe(userIds));
    }

    private void failed(Long[] userIds) {
        Listener told = listener;
        if (!closed && told != null) {
            aSecondLater.execute(() -> {
                for (Long userId : userIds) {
                    told.failed(userId);
                }
            });
        }
    }

    /// Returns whether the connection stands.
    boolean isConnected() {
        @Nullable StatefulRedisPubSubConnection<Long, Arrival> open = connection.getNow(null);
        return open != null && open.isOpen();
    }

    @Override
    public void close() {
        closed = true;
        connection
                .thenCompose(StatefulRedisPubSubConnection::closeAsync)
                .thenRun(codec::forgetLast);
    }

    /// Passes on what the connection hears, on its reader thread.
    private static final class Channels extends RedisPubSubAdapter<Long, Arrival> {
        private final Listener listener;

        Channels(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void message(Long userId, Arrival arrival) {
            listener.arrived(userId, arrival);
        }

        @Override
        public void subscribed(Long userId, long count) {
            listener.subscribed(userId);
        }

        @Override
        public void unsubscribed(Long userId, long count) {
            listener.unsubscribed(userId);
        }
    }

    /// Passes on the loss and the return of the connection.
    private final class State extends RedisConnectionStateAdapter {
        private final Listener listener;

        State(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onRedisConnected(
                RedisChannelHandler<?, ?> connection, SocketAddress socketAddress) {
            listener.connected();
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (!closed) {
                listener.disconnected();
            }
        }
    }
}

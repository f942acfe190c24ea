package org.chatcluster.gateway.presence.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.gateway.presence.PresenceChannel;
import org.chatcluster.gateway.redis.Commands;
import org.chatcluster.gateway.redis.RedisConnections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [PresenceChannel] over a connection that listens and one for commands. Once they stand, the
/// client connects them again and subscribes by itself; until then they are tried once a second.
/// Thread-safe.
final class RedisPresence implements PresenceChannel, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPresence.class);
    private static final long TIMEOUT_SECONDS = 2;
    private static final int MOST_AT_ONCE = 1_000;
    private static final byte[] CHANNEL = RedisNames.presenceChannel();

    private final RedisConnections redis;
    private volatile @Nullable Commands<byte[], byte[]> commands;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> news;
    private volatile boolean closed;

    RedisPresence(RedisConnections redis) {
        this.redis = redis;
    }

    /// Begins to connect. What arrives goes to that listener.
    void connect(Listener listener) {
        connectCommands();
        connectNews(listener);
    }

    private void connectCommands() {
        redis.connect(ByteArrayCodec.INSTANCE)
                .whenComplete((open, failure) -> {
                    commands = open;
                    retryOrClose(failure, this::connectCommands);
                });
    }

    private void connectNews(Listener listener) {
        redis.connectPubSub(ByteArrayCodec.INSTANCE)
                .whenComplete((open, failure) -> {
                    news = open;
                    if (open != null) {
                        open.addListener(new Ear(listener));
                        open.async().subscribe(CHANNEL);
                    }
                    retryOrClose(failure, () -> connectNews(listener));
                });
    }

    private void retryOrClose(@Nullable Throwable failure, Runnable again) {
        if (closed) {
            close();
        } else if (failure != null) {
            LOG.debug("redis not reached for presence", failure);
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                    .execute(() -> {
                        if (!closed) {
                            again.run();
                        }
                    });
        }
    }

    /// What the connection that listens brings.
    private static final class Ear extends RedisPubSubAdapter<byte[], byte[]> {
        private final Listener listener;

        Ear(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void message(byte[] channel, byte[] payload) {
            listener.news(PresenceNews.read(payload));
        }

        @Override
        public void subscribed(byte[] channel, long count) {
            listener.connected();
        }
    }

    @Override
    public CompletionStage<?> publish(Collection<PresenceNews> all) {
        Commands<byte[], byte[]> open = commands;
        return open == null
                ? notConnected()
                : open.async()
                        .publish(CHANNEL, PresenceNews.write(all))
                        .toCompletableFuture()
                        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<Set<Long>> listenedFor(List<Long> userIds) {
        Commands<byte[], byte[]> open = commands;
        if (open == null) {
            return notConnected();
        }
        Set<Long> there = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int from = 0; from < userIds.size(); from += MOST_AT_ONCE) {
            List<Long> some = userIds.subList(from, Math.min(userIds.size(), from + MOST_AT_ONCE));
            byte[][] channels = some.stream().map(RedisNames::userChannel).toArray(byte[][]::new);
            answers.add(
                    open.subscriptions(channels)
                            .thenAccept(counts -> addPositive(some, counts, there))
                            .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .thenApply(_ -> there);
    }

    private static void addPositive(List<Long> userIds, List<Long> counts, Set<Long> there) {
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                there.add(userIds.get(i));
            }
        }
    }

    private static <T> CompletionStage<T> notConnected() {
        return CompletableFuture.failedStage(new IllegalStateException("no connection to redis"));
    }

    @Override
    public void close() {
        closed = true;
        Commands<byte[], byte[]> open = commands;
        if (open != null) {
            open.closeAsync();
        }
        StatefulRedisPubSubConnection<byte[], byte[]> ear = news;
        if (ear != null) {
            ear.closeAsync();
        }
    }
}

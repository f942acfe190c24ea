package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Noted;
import org.chatcluster.gateway.fanout.Arrival.Proof;
import org.jspecify.annotations.Nullable;

/// One connection that listens, from before it stands to its end: it is never opened again, since
/// what the client's own reconnect would subscribe is only what Redis had acknowledged. Commands
/// that come before it stands wait for it. Thread-safe.
///
/// The future of a command over many channels is done with the first acknowledgement, so only the
/// callback per channel counts.
final class Subscriber extends RedisPubSubAdapter<Long, Arrival> {
    private static final long PROBE_AGAIN_MILLIS = 250;

    private final EventCodec codec;
    private final RedisUserChannels owner;
    private final CommandBatches subscribes;
    private final CommandBatches unsubscribes;
    private final CompletableFuture<StatefulRedisPubSubConnection<Long, Arrival>> connection =
            new CompletableFuture<>();
    private volatile long provenNanos = System.nanoTime();

    Subscriber(EventCodec codec, RedisUserChannels owner) {
        this.codec = codec;
        this.owner = owner;
        this.subscribes = new CommandBatches(this::sendSubscribe, owner::failed);
        this.unsubscribes = new CommandBatches(this::sendUnsubscribe, owner::failed);
    }

    EventCodec codec() {
        return codec;
    }

    /// Takes the connection, and lets go what waited for it, the node's own channel and that of
    /// samples first.
    void opened(StatefulRedisPubSubConnection<Long, Arrival> open) {
        provenNanos = System.nanoTime();
        open.addListener(this);
        open.addListener(new State());
        subscribeProbe(open);
        open.async().subscribe(EventCodec.SAMPLES);
        connection.complete(open);
    }

    /// A master that has just been started refuses for a while.
    private void subscribeProbe(StatefulRedisPubSubConnection<Long, Arrival> open) {
        owner.commands()
                .subscribe(open, new Long[] {EventCodec.PROBE})
                .whenComplete((_, failure) -> {
                    if (failure != null && open.isOpen()) {
                        RedisUserChannels.later(PROBE_AGAIN_MILLIS, () -> subscribeProbe(open));
                    }
                });
    }

    void subscribe(long userId) {
        subscribes.add(userId);
    }

    void unsubscribe(long userId) {
        unsubscribes.add(userId);
    }

    private CompletionStage<?> sendSubscribe(Long[] userIds) {
        return connection.thenCompose(open -> owner.commands().subscribe(open, userIds));
    }

    private CompletionStage<?> sendUnsubscribe(Long[] userIds) {
        return connection.thenCompose(open -> owner.commands().unsubscribe(open, userIds));
    }

    /// Returns whether the connection stands, as far as the node's own kernel knows.
    boolean isOpen() {
        @Nullable StatefulRedisPubSubConnection<Long, Arrival> open = connection.getNow(null);
        return open != null && open.isOpen();
    }

    /// Returns the `System.nanoTime` up to which all that was published is known to have arrived:
    /// when the last probe that came back was sent, or when the connection was opened.
    long provenNanos() {
        return provenNanos;
    }

    /// Closes the connection for good.
    void end() {
        connection
                .thenCompose(StatefulRedisPubSubConnection::closeAsync)
                .thenRun(codec::forgetLast);
        subscribes.end();
        unsubscribes.end();
    }

    @Override
    public void message(Long userId, Arrival arrival) {
        switch (arrival) {
            case Proof(long sentNanos) -> {
                if (userId.equals(EventCodec.PROBE)) {
                    provenNanos = sentNanos;
                    owner.probed(this, sentNanos);
                }
            }
            case Noted _ -> {}
            default -> owner.arrived(userId, arrival);
        }
    }

    @Override
    public void subscribed(Long userId, long count) {
        if (userId.equals(EventCodec.PROBE)) {
            owner.probeSubscribed();
        } else if (!userId.equals(EventCodec.SAMPLES)) {
            owner.subscribed(this, userId);
        }
    }

    @Override
    public void unsubscribed(Long userId, long count) {
        if (userId.equals(EventCodec.PROBE)) {
            owner.lost(this, "own channel unsubscribed");
        } else if (!userId.equals(EventCodec.SAMPLES)) {
            owner.unsubscribed(this, userId);
        }
    }

    @Override
    public void smessage(Long userId, Arrival arrival) {
        message(userId, arrival);
    }

    @Override
    public void ssubscribed(Long userId, long count) {
        subscribed(userId, count);
    }

    @Override
    public void sunsubscribed(Long userId, long count) {
        unsubscribed(userId, count);
    }

    /// Passes on the loss of the connection, away from the client's own locks.
    private final class State extends RedisConnectionStateAdapter {
        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
            CompletableFuture.runAsync(() -> owner.lost(Subscriber.this, "connection closed"));
        }
    }
}

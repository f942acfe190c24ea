package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.fanout.UserChannels;
import org.chatcluster.gateway.measure.ArrivalCounts;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.redis.RedisConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The channels of users on Redis pub/sub, over one [Subscriber] at a time: one that is lost, or
/// that a probe did not come back through, is replaced by a new one, which is tried until it
/// stands. Thread-safe.
///
/// Invariant: an acknowledgement reaches the listener only if its subscriber is the current one,
/// and acknowledgements, loss and return come one after the other (`turn`). So the late word of an
/// old connection is never taken for the new one's. No command takes `turn`, since commands are
/// given from within the listener's own locks.
final class RedisUserChannels implements UserChannels, Probe.Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUserChannels.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final RedisClient client;
    private final RedisURI uri;
    private final Supplier<EventCodec> codecs;
    private final ProbePublisher publisher;
    private final ArrivalCounts counts;
    private final Object turn = new Object();
    private volatile Subscriber current;
    private volatile @Nullable Listener listener;
    private volatile @Nullable Probe probe;
    private volatile boolean closed;

    RedisUserChannels(
            RedisClient client,
            RedisConfig config,
            Supplier<EventCodec> codecs,
            ProbePublisher publisher,
            ArrivalCounts counts) {
        this.client = client;
        this.uri = config.uri();
        this.codecs = codecs;
        this.publisher = publisher;
        this.counts = counts;
        this.current = newSubscriber();
    }

    private Subscriber newSubscriber() {
        return new Subscriber(codecs.get(), this);
    }

    /// Starts to connect. What arrives goes to that listener, what the node sends itself to that
    /// probe.
    void connect(Listener listener, Probe probe) {
        this.listener = listener;
        this.probe = probe;
        open(current, FIRST_WAIT_MILLIS);
    }

    private void open(Subscriber subscriber, long waitMillis) {
        if (closed) {
            return;
        }
        client.connectPubSubAsync(subscriber.codec(), uri)
                .whenComplete((connection, failure) -> {
                    if (connection != null) {
                        opened(subscriber, connection);
                    } else if (!closed) {
                        LOG.warn("redis not reached, trying again reason={}", failure.toString());
                        long next = Math.min(waitMillis * 2, LONGEST_WAIT_MILLIS);
                        later(waitMillis, () -> open(subscriber, next));
                    }
                });
    }

    private static void later(long millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);
    }

    private void opened(
            Subscriber subscriber, StatefulRedisPubSubConnection<Long, Arrival> connection) {
        synchronized (turn) {
            Listener told = listener;
            if (closed || told == null) {
                connection.closeAsync();
                return;
            }
            subscriber.opened(connection);
            told.connected();
        }
        if (!connection.isOpen()) {
            lost(subscriber, "connection closed");
        }
    }

    @Override
    public void subscribe(long userId) {
        Subscriber asked;
        do {
            asked = current;
            asked.subscribe(userId);
        } while (asked != current);
    }

    @Override
    public void unsubscribe(long userId) {
        Subscriber asked;
        do {
            asked = current;
            asked.unsubscribe(userId);
        } while (asked != current);
    }

    /// Takes what a subscriber brings. One that is no longer the current one may still be heard: an
    /// event twice does no harm.
    void arrived(Long userId, Arrival arrival) {
        counts.arrived();
        if (arrival instanceof Unreadable) {
            counts.unreadable();
        }
        Listener told = listener;
        if (told != null) {
            told.arrived(userId, arrival);
        }
    }

    /// Takes note that the node's own channel is subscribed.
    void probeSubscribed() {
        Probe told = probe;
        if (told != null) {
            told.opened();
        }
    }

    /// Takes a probe that came back.
    void probed(Subscriber subscriber, long sentNanos) {
        Probe told = probe;
        if (told != null && subscriber == current) {
            told.cameBack(sentNanos);
        }
    }

    void subscribed(Subscriber subscriber, Long userId) {
        synchronized (turn) {
            Listener told = listener;
            if (told != null && subscriber == current) {
                told.subscribed(userId);
            }
        }
    }

    void unsubscribed(Subscriber subscriber, Long userId) {
        synchronized (turn) {
            Listener told = listener;
            if (told != null && subscriber == current) {
                told.unsubscribed(userId);
            }
        }
    }

    /// Tells that commands failed, a second later, so that they are not repeated at once for ever.
    void failed(Long[] userIds) {
        Listener told = listener;
        if (!closed && told != null && userIds.length > 0) {
            later(
                    1_000,
                    () -> {
                        for (Long userId : userIds) {
                            told.failed(userId);
                        }
                    });
        }
    }

    /// Replaces a subscriber, unless that has happened.
    void lost(Subscriber old, String why) {
        Subscriber next = newSubscriber();
        synchronized (turn) {
            Listener told = listener;
            if (closed || told == null || old != current) {
                return;
            }
            LOG.warn("redis subscriber replaced reason={}", why);
            counts.lost();
            current = next;
            told.disconnected(old.provenNanos());
        }
        old.end();
        open(next, FIRST_WAIT_MILLIS);
    }

    @Override
    public boolean isOpen() {
        return current.isOpen();
    }

    @Override
    public void send(long nowNanos) {
        publisher.send(nowNanos);
    }

    @Override
    public void replace(String why) {
        lost(current, why);
    }

    @Override
    public void close() {
        Subscriber last;
        synchronized (turn) {
            closed = true;
            last = current;
        }
        last.end();
        publisher.close();
    }
}

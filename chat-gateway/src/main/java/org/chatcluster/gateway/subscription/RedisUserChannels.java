package org.chatcluster.gateway.subscription;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.measure.ArrivalCounts;
import org.chatcluster.gateway.probe.ConnectionProbe;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.probe.ProbeConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The channels of users on the pub/sub of one Redis server, over one [Subscriber] at a time: one
/// that is lost, or that a probe did not come back through, is replaced by a new one, which is
/// tried until it stands. Thread-safe.
///
/// Invariant: an acknowledgement reaches the listener only if its subscriber is the current one,
/// and acknowledgements, loss and return come one after the other (`turn`). So the late word of an
/// old connection is never taken for the new one's. No command takes `turn`, since commands are
/// given from within the listener's own locks.
final class RedisUserChannels implements HeardChannels, Probe.Loop {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUserChannels.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Server server;
    private final Supplier<EventCodec> codecs;
    private final ProbePublisher publisher;
    private final ConnectionProbe probe;
    private final ArrivalCounts counts;
    private final Object turn = new Object();
    private volatile Subscriber current;
    private volatile @Nullable Listener listener;
    private volatile boolean closed;

    /// @param codecs makes one for each connection; the channel of its probe lies on the server
    RedisUserChannels(
            Server server, Supplier<EventCodec> codecs, ProbeConfig probe, ArrivalCounts counts) {
        this.server = server;
        this.codecs = codecs;
        this.publisher = new ProbePublisher(server);
        this.probe = new ConnectionProbe(probe, this, System::nanoTime);
        this.counts = counts;
        this.current = newSubscriber();
    }

    private Subscriber newSubscriber() {
        return new Subscriber(codecs.get(), this);
    }

    @Override
    public void connect(Listener listener) {
        this.listener = listener;
        open(current, FIRST_WAIT_MILLIS);
    }

    @Override
    public Probe probe() {
        return probe;
    }

    ChannelCommands commands() {
        return server.commands();
    }

    private void open(Subscriber subscriber, long waitMillis) {
        if (closed) {
            return;
        }
        server.client()
                .connectPubSubAsync(subscriber.codec(), server.uri())
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

    static void later(long millis, Runnable task) {
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
            told.connected(EVERYBODY);
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
        probe.opened();
    }

    /// Takes a probe that came back.
    void probed(Subscriber subscriber, long sentNanos) {
        if (subscriber == current) {
            probe.cameBack(sentNanos);
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
            told.disconnected(EVERYBODY, old.provenNanos());
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
        publisher.send(current.codec().probeChannel(), nowNanos);
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

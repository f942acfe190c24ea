package org.chatcluster.gateway.subscription.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.redis.cluster.Master;
import org.chatcluster.gateway.redis.cluster.Masters;
import org.chatcluster.gateway.redis.cluster.Slots;
import org.chatcluster.gateway.subscription.HeardChannels;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The channels of users on a Redis Cluster: each user's is heard from the master that has its
/// slot, over that master's own [HeardChannels]. So a master that is lost, or silent, is missed by
/// its users alone. Thread-safe.
///
/// Invariant: an acknowledgement reaches the listener only if it comes from the master that has the
/// user's slot as far as is known, and acknowledgements, losses, returns and news of slots come one
/// after the other (`turn`). So the late word of a master that has lost a slot is never taken for
/// the new one's. No command takes `turn`, since commands are given from within the listener's own
/// locks.
///
/// That a slot has moved is learned from a master that ends a subscription or refuses one, and from
/// asking the cluster every ten seconds; the client does not subscribe again by itself.
public final class ClusterUserChannels implements HeardChannels {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterUserChannels.class);
    private static final long ASK_AFTER_MILLIS = 50;
    private static final long ASK_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    /// What is known of the cluster.
    record Shards(Slots slots, Map<Master, HeardChannels> channels) {
        Shards {
            channels = Map.copyOf(channels);
        }

        @Nullable Master masterOf(long userId) {
            return slots.masterOf(Slots.ofUser(userId));
        }

        @Nullable HeardChannels of(long userId) {
            Master master = masterOf(userId);
            return master == null ? null : channels.get(master);
        }
    }

    private final Masters masters;
    private final Function<Master, HeardChannels> opener;
    private final ShardProbes probe;
    private final Object turn = new Object();
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Shards shards = new Shards(Slots.NONE, Map.of());
    private volatile @Nullable Listener listener;
    private volatile long askedNanos = System.nanoTime();
    private volatile boolean closed;

    /// @param opener makes what a master's channels are heard by
    /// @param interval how often probes are sent
    public ClusterUserChannels(
            Masters masters, Function<Master, HeardChannels> opener, Duration interval) {
        this.masters = masters;
        this.opener = opener;
        this.probe = new ShardProbes(interval, () -> shards, this::look);
    }

    @Override
    public void connect(Listener listener) {
        this.listener = listener;
        ask();
    }

    @Override
    public Probe probe() {
        return probe;
    }

    @Override
    public void subscribe(long userId) {
        leaving.remove(userId);
        HeardChannels asked;
        do {
            asked = shards.of(userId);
            if (asked != null) {
                asked.subscribe(userId);
            }
        } while (asked != shards.of(userId));
    }

    @Override
    public void unsubscribe(long userId) {
        leaving.add(userId);
        HeardChannels asked;
        do {
            asked = shards.of(userId);
            if (asked != null) {
                asked.unsubscribe(userId);
            }
        } while (asked != shards.of(userId));
    }

    /// Asks the cluster now and then, and at each tick while a master is away: another may have
    /// taken its slots over.
    private void look() {
        boolean due = System.nanoTime() - askedNanos > ASK_EVERY_NANOS;
        if (due || !probe.isOpen()) {
            askSoon();
        }
    }

    /// Asks the cluster in a moment, since what makes one ask comes in swarms.
    private void askSoon() {
        if (!closed && asking.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(ASK_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        asking.set(false);
                        ask();
                    });
        }
    }

    private void ask() {
        askedNanos = System.nanoTime();
        masters.ask()
                .whenCompleteAsync((slots, failure) -> {
                    if (failure == null) {
                        take(slots);
                    } else if (!closed) {
                        LOG.warn(
                                "redis cluster not reached reason={}",
                                failure.toString().lines().findFirst().orElseThrow());
                    }
                });
    }

    /// Takes the answer of the cluster.
    void take(Slots slots) {
        Listener told = listener;
        Map<Master, HeardChannels> before;
        Map<Master, HeardChannels> after = new HashMap<>();
        synchronized (turn) {
            Shards old = shards;
            if (closed || told == null || slots.equals(old.slots())) {
                return;
            }
            before = old.channels();
            for (Master master : slots.masters()) {
                HeardChannels known = before.get(master);
                after.put(master, known == null ? opener.apply(master) : known);
            }
            Shards now = new Shards(slots, after);
            LOG.info("redis cluster has changed masters={}", now.channels().keySet());
            shards = now;
            tell(told, old, now);
        }
        before.forEach((master, channels) -> {
            if (!after.containsKey(master)) {
                channels.close();
            }
        });
        after.forEach((master, channels) -> {
            if (!before.containsKey(master)) {
                channels.connect(new Ear(master, told));
            }
        });
    }

    /// What came to a moved slot since its old master was proven to be heard may be missed.
    private static void tell(Listener told, Shards old, Shards now) {
        LongPredicate moved = userId -> !Objects.equals(old.masterOf(userId), now.masterOf(userId));
        for (Master loser : old.slots().losing(now.slots())) {
            HeardChannels channels = Objects.requireNonNull(old.channels().get(loser));
            told.disconnected(
                    userId -> loser.equals(old.masterOf(userId)) && moved.test(userId),
                    System.nanoTime() - channels.probe().age().toNanos());
        }
        told.connected(moved);
    }

    @Override
    public void close() {
        Shards last;
        synchronized (turn) {
            closed = true;
            last = shards;
        }
        last.channels().values().forEach(HeardChannels::close);
    }

    /// What one master tells.
    private final class Ear implements Listener {
        private final Master master;
        private final Listener told;

        Ear(Master master, Listener told) {
            this.master = master;
            this.told = told;
        }

        private boolean has(long userId) {
            return master.equals(shards.masterOf(userId));
        }

        @Override
        public void subscribed(long userId) {
            synchronized (turn) {
                if (has(userId)) {
                    told.subscribed(userId);
                }
            }
        }

        /// A master unsubscribes from the channels of a slot when it loses it.
        @Override
        public void unsubscribed(long userId) {
            if (!leaving.remove(userId)) {
                askSoon();
            }
            synchronized (turn) {
                if (has(userId)) {
                    told.unsubscribed(userId);
                }
            }
        }

        @Override
        public void arrived(Long userId, Arrival arrival) {
            told.arrived(userId, arrival);
        }

        @Override
        public void disconnected(LongPredicate users, long provenNanos) {
            synchronized (turn) {
                told.disconnected(this::has, provenNanos);
            }
            askSoon();
        }

        @Override
        public void connected(LongPredicate users) {
            synchronized (turn) {
                told.connected(this::has);
            }
        }

        @Override
        public void failed(long userId) {
            askSoon();
            told.failed(userId);
        }
    }
}

package org.chatcluster.api.fanout.cluster;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.chatcluster.api.fanout.UserChannels;
import org.chatcluster.common.channel.RedisNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [UserChannels] over a Redis Cluster: a payload goes to each master once, for those users whose
/// channels have their slots there, over that master's own connection. Thread-safe.
///
/// While a master is away, or its subscribers need a moment to be back, publishing to its users
/// fails, and to the others it goes on: an event for users of both stays in the outbox, and comes
/// to the others again when it is swept. What a master refuses, since it has lost the slot, is
/// published once more after the cluster was asked; that may overtake, or be overtaken.
public final class ClusterUserChannels implements UserChannels {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterUserChannels.class);
    private static final long ASK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final CompletableFuture<Long> AWAY =
            CompletableFuture.failedFuture(new RedisException("a master of redis is away"));

    private final RedisCluster cluster;
    private final Function<Master, UserChannels> opener;
    private final Map<Master, UserChannels> shards = new ConcurrentHashMap<>();
    private final Set<Master> opening = ConcurrentHashMap.newKeySet();
    private volatile long askedNanos = System.nanoTime();
    private volatile boolean closed;

    /// Connects to the masters that are known.
    ///
    /// @param opener connects to one, and may block for it
    public ClusterUserChannels(RedisCluster cluster, Function<Master, UserChannels> opener) {
        this.cluster = cluster;
        this.opener = opener;
        cluster.masters().forEach(this::open);
    }

    private void open(Master master) {
        LOG.info("redis cluster, publishing to master={}", master);
        shards.put(master, opener.apply(master));
        Set<Master> all = cluster.masters();
        shards.forEach((known, shard) -> {
            if (closed || !all.contains(known)) {
                shards.remove(known);
                shard.close();
            }
        });
    }

    /// Opens a master unless somebody does or has done so since the caller looked: a second
    /// connection would take the place of the first, which nobody would close any more.
    private void openSoon(Master master) {
        if (!closed && opening.add(master)) {
            Thread.startVirtualThread(() -> {
                try {
                    if (!shards.containsKey(master)) {
                        open(master);
                    }
                } finally {
                    opening.remove(master);
                }
            });
        }
    }

    @Override
    public CompletionStage<Long> publish(byte[] payload, long[] users) {
        return publish(
                payload,
                users,
                refused -> cluster.ask().thenCompose(_ -> publishAgain(payload, refused)));
    }

    private CompletionStage<Long> publishAgain(byte[] payload, long[] users) {
        CompletionStage<Long> answer = publish(payload, users, _ -> AWAY);
        flush();
        return answer;
    }

    /// @param refused publishes to users whom a master refused
    private CompletionStage<Long> publish(
            byte[] payload, long[] users, Function<long[], CompletionStage<Long>> refused) {
        Map<UserChannels, LongStream.Builder> usersOf = new IdentityHashMap<>();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (long user : users) {
            UserChannels shard = shardOf(user);
            if (shard == null) {
                answers.add(AWAY);
            } else {
                usersOf.computeIfAbsent(shard, _ -> LongStream.builder()).add(user);
            }
        }
        usersOf.forEach((shard, some) -> {
            long[] own = some.build().toArray();
            answers.add(
                    shard.publish(payload, own)
                            .exceptionallyCompose(failure ->
                                    isRefusal(failure)
                                            ? refused.apply(own)
                                            : CompletableFuture.failedStage(failure))
                            .toCompletableFuture());
        });
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream().mapToLong(CompletableFuture::join).sum());
    }

    /// Returns what publishes to that user's master, or null while that is away.
    private @Nullable UserChannels shardOf(long user) {
        Master master = cluster.masterOf(RedisNames.userChannel(user)).orElse(null);
        if (master == null) {
            return null;
        }
        UserChannels shard = shards.get(master);
        if (shard == null) {
            openSoon(master);
            return null;
        }
        if (!shard.areReachable()) {
            askNowAndThen();
            return null;
        }
        return shard;
    }

    /// Another may have taken over the slots of a master that is away.
    private void askNowAndThen() {
        long now = System.nanoTime();
        if (now - askedNanos > ASK_EVERY_NANOS) {
            askedNanos = now;
            cluster.ask();
        }
    }

    /// An error that Redis answers with, and not one of the connection.
    private static boolean isRefusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisCommandExecutionException;
    }

    /// Tells it over every connection that an event may take, so that none overtakes it.
    @Override
    public void tell(byte[] sample) {
        shards.values().forEach(shard -> shard.tell(sample));
    }

    @Override
    public void flush() {
        shards.values().forEach(UserChannels::flush);
    }

    /// While one master can be reached, its users are not to wait for another's.
    @Override
    public boolean areReachable() {
        if (shards.isEmpty()) {
            cluster.masters().forEach(this::openSoon);
        }
        return shards.values().stream().anyMatch(UserChannels::areReachable);
    }

    @Override
    public void close() {
        closed = true;
        shards.values().forEach(UserChannels::close);
    }
}

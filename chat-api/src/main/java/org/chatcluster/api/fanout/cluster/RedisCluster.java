package org.chatcluster.api.fanout.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.chatcluster.api.fanout.CommandLink;
import org.chatcluster.api.fanout.RedisConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Redis Cluster: the connection for short commands, and which master has which slot. That is
/// asked anew every ten seconds, and when a node says that it is otherwise. Thread-safe.
public final class RedisCluster implements CommandLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCluster.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final ClusterTopologyRefreshOptions REFRESH =
            ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(Duration.ofSeconds(10))
                    .enableAllAdaptiveRefreshTriggers()
                    .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                    .build();

    private final RedisConfig config;
    private final RedisClusterClient client;
    private volatile @Nullable StatefulRedisClusterConnection<byte[], byte[]> connection;
    private volatile boolean closed;
    private @Nullable CompletableFuture<Void> asked;

    public RedisCluster(RedisConfig config, ClientOptions options) {
        this.config = config;
        this.client = RedisClusterClient.create(config.uris());
        client.setOptions(
                ClusterClientOptions.builder(options).topologyRefreshOptions(REFRESH).build());
    }

    /// Begins to connect, and waits for it as long as connecting may take; goes on trying after
    /// that.
    public void open() {
        try {
            connect().get(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "redis cluster does not answer, the node starts without it and goes on trying"
                            + " cause={}",
                    e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<?> connect() {
        return ask().thenCompose(_ -> client.connectAsync(ByteArrayCodec.INSTANCE))
                .whenComplete((opened, failure) -> {
                    connection = opened;
                    if (closed) {
                        close();
                    } else if (failure != null) {
                        CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(() -> {
                                    if (!closed) {
                                        connect();
                                    }
                                });
                    }
                });
    }

    private StatefulRedisClusterConnection<byte[], byte[]> opened() {
        StatefulRedisClusterConnection<byte[], byte[]> opened = connection;
        if (opened == null) {
            throw new RedisException("redis cluster has not answered yet");
        }
        return opened;
    }

    @Override
    public RedisClusterCommands<byte[], byte[]> sync() {
        return opened().sync();
    }

    @Override
    public RedisClusterAsyncCommands<byte[], byte[]> async() {
        return opened().async();
    }

    /// Each master is asked for the channels of its slots: of others it knows nothing, and says 0.
    @Override
    public List<Long> subscriptions(List<byte[]> channels) {
        StatefulRedisClusterConnection<byte[], byte[]> open = opened();
        Map<String, List<Integer>> places = new HashMap<>();
        for (int place = 0; place < channels.size(); place++) {
            String master = nodeOf(channels.get(place)).getNodeId();
            places.computeIfAbsent(master, _ -> new ArrayList<>()).add(place);
        }
        Long[] counts = new Long[channels.size()];
        places.forEach((master, own) -> {
            byte[][] asked = own.stream().map(channels::get).toArray(byte[][]::new);
            // Redis answers in the order in which it was asked.
            Iterator<Integer> place = own.iterator();
            open.getConnection(master)
                    .sync()
                    .pubsubShardNumsub(asked)
                    .values()
                    .forEach(count -> counts[place.next()] = count);
        });
        return List.of(counts);
    }

    private RedisClusterNode nodeOf(byte[] channel) {
        int slot = SlotHash.getSlot(channel);
        return node(slot).orElseThrow(() -> new RedisException("nobody has slot " + slot));
    }

    private Optional<RedisClusterNode> node(int slot) {
        StatefulRedisClusterConnection<byte[], byte[]> open = connection;
        return Optional.ofNullable(open)
                .map(known -> known.getPartitions().getPartitionBySlot(slot));
    }

    /// Returns the master of that channel's slot as far as is known, or empty if there is none.
    public Optional<Master> masterOf(byte[] channel) {
        return node(SlotHash.getSlot(channel)).map(RedisCluster::master);
    }

    /// Returns all masters that have slots, as far as is known.
    public Set<Master> masters() {
        Set<Master> masters = new HashSet<>();
        Stream.ofNullable(connection)
                .flatMap(open -> open.getPartitions().stream())
                .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.hasNoSlots())
                .forEach(node -> masters.add(master(node)));
        return masters;
    }

    private static Master master(RedisClusterNode node) {
        return new Master(node.getUri().getHost(), node.getUri().getPort());
    }

    /// Asks the cluster which master has which slot. Questions at the same time become one.
    public synchronized CompletableFuture<Void> ask() {
        if (asked == null || asked.isDone()) {
            asked = client.refreshPartitionsAsync().toCompletableFuture();
        }
        return asked;
    }

    @Override
    public Duration timeout() {
        return config.timeout();
    }

    @Override
    public void close() {
        closed = true;
        StatefulRedisClusterConnection<byte[], byte[]> open = connection;
        if (open != null) {
            open.closeAsync();
        }
        client.shutdownAsync();
    }
}

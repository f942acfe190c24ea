package org.chatcluster.gateway.redis.cluster;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.RedisCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.chatcluster.gateway.redis.Commands;

/// [Commands] to a Redis Cluster.
record ClusterCommands<K, V>(
        StatefulRedisClusterConnection<K, V> connection, RedisCodec<K, V> codec)
        implements Commands<K, V> {
    @Override
    public RedisClusterAsyncCommands<K, V> async() {
        return connection.async();
    }

    /// Each master is asked for the channels of its slots: of others it knows nothing, and says 0.
    @Override
    public CompletionStage<List<Long>> subscriptions(K[] channels) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int place = 0; place < channels.length; place++) {
            int slot = SlotHash.getSlot(codec.encodeKey(channels[place]));
            RedisClusterNode master = connection.getPartitions().getPartitionBySlot(slot);
            if (master == null) {
                return CompletableFuture.failedStage(new RedisException("nobody has slot " + slot));
            }
            places.computeIfAbsent(master.getNodeId(), _ -> new ArrayList<>()).add(place);
        }
        AtomicLongArray counts = new AtomicLongArray(channels.length);
        return CompletableFuture.allOf(
                        places.entrySet().stream()
                                .map(own -> count(own.getKey(), own.getValue(), channels, counts))
                                .toArray(CompletableFuture[]::new))
                .thenApply(_ -> IntStream.range(0, channels.length).mapToObj(counts::get).toList());
    }

    /// Redis answers in the order in which it was asked.
    private CompletableFuture<?> count(
            String master, List<Integer> places, K[] channels, AtomicLongArray counts) {
        K[] own = Arrays.copyOf(channels, places.size());
        for (int i = 0; i < own.length; i++) {
            own[i] = channels[places.get(i)];
        }
        // A master that has just left is an exception at once, not a failed stage.
        return CompletableFuture.completedFuture(master)
                .thenCompose(connection::getConnectionAsync)
                .thenCompose(open -> open.async().pubsubShardNumsub(own))
                .thenAccept(answer -> {
                    Iterator<Integer> place = places.iterator();
                    answer.values().forEach(count -> counts.set(place.next(), count));
                });
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return connection.closeAsync();
    }
}

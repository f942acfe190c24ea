package org.chatcluster.gateway.subscription;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.chatcluster.gateway.fanout.Arrival;

/// How a Redis server is asked for channels.
enum ChannelCommands {
    /// The one Redis: many channels to a command.
    PLAIN {
        @Override
        CompletionStage<?> subscribe(
                StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds) {
            return open.async().subscribe(userIds);
        }

        @Override
        CompletionStage<?> unsubscribe(
                StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds) {
            return open.async().unsubscribe(userIds);
        }

        @Override
        CompletionStage<Long> publish(
                StatefulRedisConnection<byte[], byte[]> open, byte[] channel, byte[] payload) {
            return open.async().publish(channel, payload);
        }
    },

    /// A master of a Redis Cluster, which has the channels of its slots alone, and takes only
    /// channels of one slot in a command: so each has its own, and all are on their way at once.
    SHARDED {
        @Override
        CompletionStage<?> subscribe(
                StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds) {
            return each(userIds, open.async()::ssubscribe);
        }

        @Override
        CompletionStage<?> unsubscribe(
                StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds) {
            return each(userIds, open.async()::sunsubscribe);
        }

        @Override
        CompletionStage<Long> publish(
                StatefulRedisConnection<byte[], byte[]> open, byte[] channel, byte[] payload) {
            return open.async().spublish(channel, payload);
        }
    };

    /// Asks for these users' channels. What it returns may be done before all of them are there,
    /// and fails if one is refused.
    abstract CompletionStage<?> subscribe(
            StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds);

    /// Gives these users' channels up, as [#subscribe] asks for them.
    abstract CompletionStage<?> unsubscribe(
            StatefulRedisPubSubConnection<Long, Arrival> open, Long[] userIds);

    /// Publishes, and returns how many connections got it.
    abstract CompletionStage<Long> publish(
            StatefulRedisConnection<byte[], byte[]> open, byte[] channel, byte[] payload);

    private static CompletionStage<?> each(
            Long[] userIds, Function<Long[], CompletionStage<?>> command) {
        return CompletableFuture.allOf(
                Arrays.stream(userIds)
                        .map(userId -> command.apply(new Long[] {userId}).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}

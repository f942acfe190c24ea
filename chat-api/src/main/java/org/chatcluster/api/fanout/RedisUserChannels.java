package org.chatcluster.api.fanout;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.channel.RedisNames;
import org.jspecify.annotations.Nullable;

/// [UserChannels] over the pub/sub of one Redis server, on a connection of its own that is flushed
/// by hand: the commands of a whole batch of messages leave in one write.
final class RedisUserChannels implements UserChannels {
    /// From this many channels on, one script call delivers more than that many PUBLISHes, since
    /// the payload is encoded and sent once; measured, ADR-0001.
    static final int SCRIPT_FROM = 10;

    /// Channels per script call, so that no call holds Redis for more than about a millisecond.
    static final int CHANNELS_PER_CALL = 1_000;

    /// After a reconnect the gateways need a moment to subscribe again; what was published before
    /// they have would reach nobody. Until then events wait in the outbox.
    static final Duration SETTLING = Duration.ofSeconds(3);

    /// A connection that has answered nothing for this long is given up, as TCP does when nothing
    /// is acknowledged ([RedisClients]): what acknowledges and never answers TCP keeps for ever.
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private static final byte[][] NO_KEYS = new byte[0][];

    private static final CompletionStage<Long> NOT_CONNECTED =
            CompletableFuture.failedStage(new RedisException("redis has not answered yet"));

    private final RedisLink link;
    private final PublishScript script;
    private final Silence silence = new Silence();

    /// Lettuce takes the waiting commands out under a lock and writes them outside of it: two
    /// flushes at once could swap what two threads published.
    private final Object flushing = new Object();

    private volatile long settledAtNanos = System.nanoTime();

    RedisUserChannels(RedisConnections connections, PublishScript script) {
        this.script = script;
        this.link = connections.openForPublishing(this::settleAfterReconnects);
        if (link.connection().isPresent()) {
            settledAtNanos = System.nanoTime();
        }
    }

    private void settleAfterReconnects(StatefulRedisConnection<byte[], byte[]> connection) {
        settledAtNanos = System.nanoTime() + SETTLING.toNanos();
        connection.addListener(
                new RedisConnectionStateAdapter() {
                    @Override
                    public void onRedisConnected(
                            RedisChannelHandler<?, ?> connected, SocketAddress address) {
                        settledAtNanos = System.nanoTime() + SETTLING.toNanos();
                    }
                });
    }

    @Override
    public CompletionStage<Long> publish(byte[] payload, long[] users) {
        StatefulRedisConnection<byte[], byte[]> connection = link.connection().orElse(null);
        if (connection == null) {
            return NOT_CONNECTED;
        }
        silence.asked();
        CompletionStage<Long> answer =
                users.length < SCRIPT_FROM
                        ? publishEach(connection.async(), payload, users)
                        : publishByScript(connection.async(), payload, users);
        return answer.whenComplete((_, failure) -> listen(connection, failure));
    }

    /// A time-out is no answer; if none comes for long, only a new connection helps.
    private void listen(
            StatefulRedisConnection<byte[], byte[]> connection, @Nullable Throwable failure) {
        if (failure == null || !(unwrap(failure) instanceof RedisCommandTimeoutException)) {
            silence.answered();
        } else if (silence.lasts(LONGEST_SILENCE)) {
            silence.answered();
            link.replace(connection);
        }
    }

    @Override
    public void tell(byte[] sample) {
        link.connection()
                .ifPresent(connection -> {
                    var _ = connection.async().publish(RedisNames.sampleChannel(), sample);
                });
    }

    @Override
    public void flush() {
        synchronized (flushing) {
            link.connection().ifPresent(StatefulRedisConnection::flushCommands);
        }
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public boolean areReachable() {
        return link.connection().filter(StatefulRedisConnection::isOpen).isPresent()
                && System.nanoTime() - settledAtNanos >= 0;
    }

    private CompletionStage<Long> publishEach(
            RedisAsyncCommands<byte[], byte[]> redis, byte[] payload, long[] users) {
        List<CompletableFuture<Long>> answers = new ArrayList<>(users.length);
        for (long user : users) {
            byte[] channel = RedisNames.userChannel(user);
            RedisFuture<Long> answer =
                    script.isSharded()
                            ? redis.spublish(channel, payload)
                            : redis.publish(channel, payload);
            answers.add(answer.toCompletableFuture());
        }
        return sum(answers);
    }

    private CompletionStage<Long> publishByScript(
            RedisAsyncCommands<byte[], byte[]> redis, byte[] payload, long[] users) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int from = 0; from < users.length; from += CHANNELS_PER_CALL) {
            int to = Math.min(users.length, from + CHANNELS_PER_CALL);
            byte[][] arguments = new byte[1 + to - from][];
            arguments[0] = payload;
            for (int i = from; i < to; i++) {
                arguments[1 + i - from] = RedisNames.userChannel(users[i]);
            }
            answers.add(call(redis, arguments));
        }
        return sum(answers);
    }

    /// Redis forgets scripts when it restarts; then the text goes along once and is known again.
    private CompletableFuture<Long> call(
            RedisAsyncCommands<byte[], byte[]> redis, byte[][] arguments) {
        return redis.<Long>evalsha(script.digest(), ScriptOutputType.INTEGER, NO_KEYS, arguments)
                .toCompletableFuture()
                .exceptionallyCompose(failure -> {
                    if (!(unwrap(failure) instanceof RedisNoScriptException)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    CompletionStage<Long> answer =
                            redis.eval(script.text(), ScriptOutputType.INTEGER, NO_KEYS, arguments);
                    redis.getStatefulConnection().flushCommands();
                    return answer;
                });
    }

    private static CompletionStage<Long> sum(List<CompletableFuture<Long>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream().mapToLong(CompletableFuture::join).sum());
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}

package org.chatcluster.gateway.redis;

import io.lettuce.core.SetArgs;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.channel.RedisNames;
import org.jspecify.annotations.Nullable;

/// Claims as keys that expire, with SET NX. Connects when the first claim is made.
@Singleton
final class RedisClaims implements Claims {
    private static final long TIMEOUT_MILLIS = 500;

    private final RedisConnections redis;
    private @Nullable CompletableFuture<Commands<String, String>> connection;

    RedisClaims(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Optional<String>> claim(String name, String value, Duration life) {
        String key = RedisNames.claimKey(name);
        return connection()
                .thenCompose(open -> {
                    var commands = open.async();
                    return commands.set(key, value, SetArgs.Builder.nx().px(life.toMillis()))
                            .thenCompose(set ->
                                    set == null
                                            ? commands.get(key).thenApply(Optional::ofNullable)
                                            : CompletableFuture.completedStage(
                                                    Optional.<String>empty()));
                })
                .orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<String> take(String name, String value, Duration life) {
        String key = RedisNames.claimKey(name);
        return connection()
                .thenCompose(open -> open.async().psetex(key, life.toMillis(), value))
                .orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized CompletableFuture<Commands<String, String>> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = redis.connect(StringCodec.UTF8);
        }
        return connection;
    }

    @PreDestroy
    synchronized void close() {
        if (connection != null) {
            connection.thenAccept(Commands::closeAsync);
        }
    }
}

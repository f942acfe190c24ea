package org.chatcluster.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
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

    private final RedisClient client;
    private final RedisURI uri;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisClaims(RedisClient client, RedisConfig config) {
        this.client = client;
        this.uri = config.uri();
    }

    @Override
    public CompletionStage<Optional<String>> claim(String name, String value, Duration life) {
        String key = RedisNames.claimKey(name);
        return connection()
                .thenCompose(open -> {
                    var redis = open.async();
                    return redis.set(key, value, SetArgs.Builder.nx().px(life.toMillis()))
                            .thenCompose(set ->
                                    set == null
                                            ? redis.get(key).thenApply(Optional::ofNullable)
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

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
        }
        return connection;
    }

    @PreDestroy
    synchronized void close() {
        if (connection != null) {
            connection.thenAccept(StatefulRedisConnection::closeAsync);
        }
    }
}

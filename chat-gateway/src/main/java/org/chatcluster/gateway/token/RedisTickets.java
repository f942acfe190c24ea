package org.chatcluster.gateway.token;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.token.Sealed;
import org.chatcluster.gateway.redis.RedisConfig;
import org.jspecify.annotations.Nullable;

/// Redeems tickets with GETDEL, which is what makes them single-use. Connects when the first ticket
/// comes. Thread-safe.
@Singleton
final class RedisTickets implements Tickets {
    private static final int LONGEST_TICKET = 256;
    private static final long TIMEOUT_SECONDS = 2;

    private final RedisClient client;
    private final RedisURI uri;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisTickets(RedisClient client, RedisConfig config) {
        this.client = client;
        this.uri = config.uri();
    }

    @Override
    public CompletionStage<Optional<String>> redeem(String ticket) {
        if (ticket.length() > LONGEST_TICKET) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String key = RedisNames.ticketKey(Sealed.digest(ticket));
        return connection()
                .thenCompose(open -> open.async().getdel(key))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .thenApply(sealed -> open(ticket, sealed));
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
        }
        return connection;
    }

    private static Optional<String> open(String ticket, @Nullable String sealed) {
        try {
            return sealed == null
                    ? Optional.empty()
                    : Sealed.open(ticket, Base64.getDecoder().decode(sealed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @PreDestroy
    synchronized void close() {
        if (connection != null) {
            connection.thenAccept(StatefulRedisConnection::closeAsync);
        }
    }
}

package org.chatcluster.gateway.token;

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
import org.chatcluster.gateway.redis.Commands;
import org.chatcluster.gateway.redis.RedisConnections;
import org.jspecify.annotations.Nullable;

/// Redeems tickets with GETDEL, which is what makes them single-use. Connects when the first ticket
/// comes. Thread-safe.
@Singleton
final class RedisTickets implements Tickets {
    private static final int LONGEST_TICKET = 256;
    private static final long TIMEOUT_SECONDS = 2;

    private final RedisConnections redis;
    private @Nullable CompletableFuture<Commands<String, String>> connection;

    RedisTickets(RedisConnections redis) {
        this.redis = redis;
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

    private synchronized CompletableFuture<Commands<String, String>> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = redis.connect(StringCodec.UTF8);
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
            connection.thenAccept(Commands::closeAsync);
        }
    }
}

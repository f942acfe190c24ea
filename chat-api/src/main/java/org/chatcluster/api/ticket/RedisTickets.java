package org.chatcluster.api.ticket;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.chatcluster.api.clock.Secrets;
import org.chatcluster.api.fanout.CommandLink;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.token.Sealed;

/// Puts access tokens into Redis behind tickets, sealed by the ticket, for 30 seconds. Blocks.
@Singleton
final class RedisTickets {
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final CommandLink redis;
    private final Secrets secrets;

    RedisTickets(@Named("commands") CommandLink redis, Secrets secrets) {
        this.redis = redis;
        this.secrets = secrets;
    }

    /// Returns a new ticket for the token.
    ///
    /// @throws Unavailable while Redis is away
    Ticket issue(String accessToken) {
        String ticket = secrets.secret();
        byte[] key =
                RedisNames.ticketKey(Sealed.digest(ticket)).getBytes(StandardCharsets.US_ASCII);
        byte[] value = Base64.getEncoder().encode(Sealed.seal(ticket, accessToken));
        try {
            redis.sync().set(key, value, SetArgs.Builder.ex(LIFE));
        } catch (RedisException e) {
            throw new Unavailable("Redis does not take tickets", Duration.ofSeconds(1), e);
        }
        return new Ticket(ticket, LIFE.toSeconds());
    }
}

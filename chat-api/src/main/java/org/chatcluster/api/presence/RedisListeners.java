package org.chatcluster.api.presence;

import io.lettuce.core.RedisException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.chatcluster.api.fanout.CommandLink;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.presence.PresenceNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Redis for whom gateways listen (`PUBSUB NUMSUB`, `SHARDNUMSUB`), and tells gateways whom to
/// look at. Thread-safe.
@Singleton
final class RedisListeners {
    private static final Logger LOG = LoggerFactory.getLogger(RedisListeners.class);

    private final CommandLink redis;

    RedisListeners(@Named("commands") CommandLink redis) {
        this.redis = redis;
    }

    /// Returns those of these users for whom some gateway listens. Blocks for a round trip.
    ///
    /// @throws Unavailable while Redis is away
    Set<Long> usersWithListeners(Set<Long> userIds) {
        if (userIds.isEmpty()) {
            return Set.of();
        }
        List<byte[]> channels = userIds.stream().map(RedisNames::userChannel).toList();
        try {
            return positive(userIds, redis.subscriptions(channels));
        } catch (RedisException e) {
            throw new Unavailable("Redis does not tell who is online", Duration.ofSeconds(1), e);
        }
    }

    private static Set<Long> positive(Set<Long> userIds, List<Long> counts) {
        Set<Long> online = new HashSet<>();
        Iterator<Long> ids = userIds.iterator();
        for (long count : counts) {
            Long id = ids.next();
            if (count > 0) {
                online.add(id);
            }
        }
        return online;
    }

    /// Publishes, once, without waiting.
    void tell(PresenceNews news) {
        try {
            redis.async()
                    .publish(RedisNames.presenceChannel(), PresenceNews.write(List.of(news)))
                    .exceptionally(failure -> {
                        notTold(failure);
                        return 0L;
                    });
        } catch (RedisException e) {
            notTold(e);
        }
    }

    private static void notTold(Throwable failure) {
        LOG.warn("gateways not told of a presence cause={}", failure.toString());
    }
}

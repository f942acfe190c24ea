package org.chatcluster.api.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.chatcluster.api.fanout.CommandLink;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.token.Sealed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The limits' buckets. Thread-safe; blocks for a round trip to Redis, and for its command time-out
/// at most. While Redis fails, everything is let through.
@Singleton
public final class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long LOG_EVERY = 1_000;

    private final CommandLink redis;
    private final LimitConfig config;
    private final AtomicLong unlimited = new AtomicLong();
    private volatile @Nullable ProxyManager<byte[]> buckets;

    RateLimits(@Named("commands") CommandLink redis, LimitConfig config, MeterRegistry registry) {
        this.redis = redis;
        this.config = config;
        FunctionCounter.builder("chat.api.unlimited.calls", unlimited, AtomicLong::get)
                .description("Calls that no limit was applied to since Redis failed")
                .register(registry);
    }

    /// Takes one from the bucket of that limit and that address or account.
    ///
    /// @throws RateLimited if it is empty
    public void take(Limit limit, String whom) {
        long waitNanos =
                orElse(
                        () -> {
                            ConsumptionProbe probe =
                                    bucket(limit, whom).tryConsumeAndReturnRemaining(1);
                            return probe.isConsumed() ? 0L : probe.getNanosToWaitForRefill();
                        },
                        0L);
        if (waitNanos > 0) {
            throw new RateLimited(Duration.ofNanos(waitNanos));
        }
    }

    /// Puts one back, for a call that turned out not to count.
    public void giveBack(Limit limit, String whom) {
        orElse(
                () -> {
                    bucket(limit, whom).addTokens(1);
                    return 1L;
                },
                0L);
    }

    private BucketProxy bucket(Limit limit, String whom) {
        int perMinute = limit.perMinute(config);
        String key = RedisNames.limitKey(limit.keyName(), Sealed.digest(whom));
        return buckets()
                .getProxy(
                        key.getBytes(StandardCharsets.US_ASCII),
                        () ->
                                BucketConfiguration.builder()
                                        .addLimit(bandwidth ->
                                                bandwidth
                                                        .capacity(perMinute)
                                                        .refillGreedy(perMinute, WINDOW))
                                        .build());
    }

    /// Two threads may each make one; they are alike, since all of it lies in Redis.
    private ProxyManager<byte[]> buckets() {
        ProxyManager<byte[]> made = buckets;
        if (made == null) {
            made =
                    bucketsIn(redis.async())
                            .expirationAfterWrite(
                                    ExpirationAfterWriteStrategy
                                            .basedOnTimeForRefillingBucketUpToMax(
                                                    Duration.ofSeconds(10)))
                            .requestTimeout(redis.timeout())
                            .build();
            buckets = made;
        }
        return made;
    }

    private static LettuceBasedProxyManagerBuilder<byte[]> bucketsIn(
            RedisClusterAsyncCommands<byte[], byte[]> redis) {
        return redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster
                ? Bucket4jLettuce.casBasedBuilder(cluster)
                : Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) redis);
    }

    /// bucket4j's own time-out and Lettuce's failures have no ancestor in common but
    /// RuntimeException.
    private long orElse(Supplier<Long> work, long otherwise) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            long count = unlimited.getAndIncrement();
            if (count % LOG_EVERY == 0) {
                LOG.warn(
                        "rate limits are off, Redis fails calls={} cause={}",
                        count + 1,
                        e.toString());
            }
            return otherwise;
        }
    }
}

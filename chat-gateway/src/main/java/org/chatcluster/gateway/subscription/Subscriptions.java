package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Singleton;
import org.chatcluster.gateway.fanout.FanOut;
import org.chatcluster.gateway.fanout.FanOutConfig;
import org.chatcluster.gateway.redis.RedisConfig;

/// Wires the node's one fan-out to Redis.
@Factory
final class Subscriptions {
    @Singleton
    @Bean(preDestroy = "close")
    RedisUserChannels channels(RedisClient client, RedisConfig config, JsonMapper json) {
        return new RedisUserChannels(
                client, config, new EventCodec(ByteBufAllocator.DEFAULT, json));
    }

    @Context
    FanOut fanOut(RedisUserChannels channels, FanOutConfig config) {
        FanOut fanOut = new FanOut(channels, config);
        channels.connect(fanOut);
        return fanOut;
    }
}

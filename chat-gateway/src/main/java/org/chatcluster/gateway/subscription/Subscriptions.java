package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.gateway.clock.SessionIds;
import org.chatcluster.gateway.clock.Ticking;
import org.chatcluster.gateway.fanout.FanOut;
import org.chatcluster.gateway.fanout.FanOutConfig;
import org.chatcluster.gateway.measure.ArrivalCounts;
import org.chatcluster.gateway.measure.Samples;
import org.chatcluster.gateway.presence.attendance.Attendance;
import org.chatcluster.gateway.presence.attendance.AttendedChannels;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.probe.ProbeConfig;
import org.chatcluster.gateway.redis.RedisConfig;
import org.chatcluster.gateway.replay.Replay;
import org.chatcluster.gateway.settings.NodeConfig;

/// Wires the node's one fan-out to Redis.
@Factory
final class Subscriptions {
    /// Makes codecs, one for each connection.
    ///
    /// @param probes the node's own channel
    record Codecs(JsonMapper json, byte[] probes, Samples samples) {
        EventCodec next() {
            return new EventCodec(ByteBufAllocator.DEFAULT, json, probes, samples);
        }
    }

    /// Two processes of one name, as when a node is started before its predecessor is gone, must
    /// not prove each other: hence the id.
    @Singleton
    Codecs codecs(JsonMapper json, NodeConfig node, SessionIds ids, Samples samples) {
        byte[] probes = RedisNames.probeChannel(node.name() + "-" + ids.next());
        return new Codecs(json, probes, samples);
    }

    @Singleton
    @Bean(preDestroy = "close")
    RedisUserChannels channels(
            RedisClient client, RedisConfig config, Codecs codecs, ArrivalCounts counts) {
        return new RedisUserChannels(
                client,
                config,
                codecs::next,
                new ProbePublisher(client, config, codecs.probes()),
                counts);
    }

    @Singleton
    Probe probe(ProbeConfig config, RedisUserChannels channels) {
        return new Probe(config, channels, System::nanoTime);
    }

    @Context
    FanOut fanOut(RedisUserChannels channels, Replay replay, FanOutConfig config) {
        return new FanOut(channels, replay, config);
    }

    /// Begins to listen, and goes on as long as the context lives.
    @Context
    @Named("probe")
    @Bean(preDestroy = "close")
    Ticking ticking(
            FanOut fanOut,
            RedisUserChannels channels,
            Replay replay,
            Probe probe,
            Attendance attendance) {
        replay.start(fanOut);
        channels.connect(new AttendedChannels(fanOut, attendance), probe);
        return new Ticking("probe", probe.interval(), probe::tick);
    }
}

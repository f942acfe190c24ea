package org.chatcluster.gateway.subscription;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBufAllocator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.chatcluster.gateway.redis.RedisConnections;
import org.chatcluster.gateway.redis.cluster.Master;
import org.chatcluster.gateway.redis.cluster.Masters;
import org.chatcluster.gateway.replay.Replay;
import org.chatcluster.gateway.settings.NodeConfig;
import org.chatcluster.gateway.subscription.cluster.ClusterUserChannels;

/// Wires the node's one fan-out to Redis.
@Factory
final class Subscriptions {
    /// Makes codecs, one for each connection, and names of the node's own channels.
    record Codecs(JsonMapper json, Samples samples, String instance, AtomicInteger names) {
        byte[] nextChannel() {
            return RedisNames.probeChannel(instance + "-" + names.getAndIncrement());
        }

        EventCodec of(byte[] channel) {
            return new EventCodec(ByteBufAllocator.DEFAULT, json, channel, samples);
        }
    }

    /// Makes what one server's channels are heard by.
    record Opener(RedisClient client, Codecs codecs, ProbeConfig probe, ArrivalCounts counts) {
        HeardChannels one(RedisURI uri) {
            byte[] channel = codecs.nextChannel();
            Server server = new Server(client, uri, ChannelCommands.PLAIN);
            return new RedisUserChannels(server, () -> codecs.of(channel), probe, counts);
        }

        /// A new connection has a new channel for its probes: the slot of the one before may have
        /// gone.
        HeardChannels shard(Masters masters, Master master) {
            return new RedisUserChannels(
                    new Server(client, masters.uriOf(master), ChannelCommands.SHARDED),
                    () -> codecs.of(masters.last().nameOn(master, codecs::nextChannel)),
                    probe,
                    counts);
        }
    }

    /// Two processes of one name, as when a node is started before its predecessor is gone, must
    /// not prove each other: hence the id.
    @Singleton
    Codecs codecs(JsonMapper json, NodeConfig node, SessionIds ids, Samples samples) {
        return new Codecs(json, samples, node.name() + "-" + ids.next(), new AtomicInteger());
    }

    @Singleton
    Opener opener(RedisClient client, Codecs codecs, ProbeConfig probe, ArrivalCounts counts) {
        return new Opener(client, codecs, probe, counts);
    }

    @Singleton
    @Bean(preDestroy = "close")
    HeardChannels channels(RedisConfig config, RedisConnections redis, Opener opener) {
        return redis.masters()
                .<HeardChannels>map(masters ->
                        new ClusterUserChannels(
                                masters,
                                master -> opener.shard(masters, master),
                                opener.probe().interval()))
                .orElseGet(() -> opener.one(config.uri()));
    }

    @Singleton
    Probe probe(HeardChannels channels) {
        return channels.probe();
    }

    @Context
    FanOut fanOut(HeardChannels channels, Replay replay, FanOutConfig config) {
        return new FanOut(channels, replay, config);
    }

    /// Begins to listen, and goes on as long as the context lives.
    @Context
    @Named("probe")
    @Bean(preDestroy = "close")
    Ticking ticking(
            FanOut fanOut,
            HeardChannels channels,
            Replay replay,
            Probe probe,
            Attendance attendance) {
        replay.start(fanOut);
        channels.connect(new AttendedChannels(fanOut, attendance));
        return new Ticking("probe", probe.interval(), probe::tick);
    }
}

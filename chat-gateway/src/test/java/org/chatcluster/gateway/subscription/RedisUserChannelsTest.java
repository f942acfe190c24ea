package org.chatcluster.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.fanout.UserChannels.Listener;
import org.chatcluster.gateway.measure.ArrivalCounts;
import org.chatcluster.gateway.probe.ProbeConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the listener hears of a connection that is not the current one.
final class RedisUserChannelsTest implements Listener {
    private static final ProbeConfig PROBES =
            new ProbeConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final byte[] OWN_CHANNEL = RedisNames.probeChannel("test");

    private final List<String> heard = new ArrayList<>();
    private final RedisClient client = RedisClient.create();
    private final RedisUserChannels channels =
            new RedisUserChannels(
                    new Server(
                            client, RedisURI.create("redis://127.0.0.1:1"), ChannelCommands.PLAIN),
                    RedisUserChannelsTest::codec,
                    PROBES,
                    new ArrivalCounts(new SimpleMeterRegistry()));
    private final Subscriber old = new Subscriber(codec(), channels);

    RedisUserChannelsTest() {
        channels.connect(this);
    }

    private static EventCodec codec() {
        return new EventCodec(
                UnpooledByteBufAllocator.DEFAULT,
                JsonMapper.createDefault(),
                OWN_CHANNEL,
                EventCodecTest.samples(new SimpleMeterRegistry(), InstantSource.system()));
    }

    @AfterEach
    void stop() {
        channels.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public void subscribed(long userId) {
        heard.add("subscribed " + userId);
    }

    @Override
    public void unsubscribed(long userId) {
        heard.add("unsubscribed " + userId);
    }

    @Override
    public void arrived(Long userId, Arrival arrival) {
        heard.add("arrived " + userId);
    }

    @Override
    public void disconnected(LongPredicate users, long provenNanos) {
        heard.add("disconnected");
    }

    @Override
    public void connected(LongPredicate users) {
        heard.add("connected");
    }

    @Override
    public void failed(long userId) {
        heard.add("failed " + userId);
    }

    @Test
    void acknowledgementsOfAnOldConnectionAreNotHeard() {
        old.subscribed(1L, 1);
        old.unsubscribed(1L, 0);

        assertThat(heard).isEmpty();
    }

    @Test
    void lossOfAnOldConnectionIsNotHeardAndThatOfTheCurrentOneOnce() {
        channels.lost(old, "closed");
        assertThat(heard).isEmpty();

        channels.replace("silent");

        assertThat(heard).containsExactly("disconnected");
    }

    @Test
    void lateEventOfAnOldConnectionIsHanded() {
        old.message(1L, new Unreadable("x"));

        assertThat(heard).containsExactly("arrived 1");
    }
}

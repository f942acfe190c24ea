package org.chatcluster.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.fanout.UserChannels.Listener;
import org.chatcluster.gateway.measure.ArrivalCounts;
import org.chatcluster.gateway.probe.Probe;
import org.chatcluster.gateway.probe.ProbeConfig;
import org.chatcluster.gateway.redis.RedisConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the listener hears of a connection that is not the current one.
final class RedisUserChannelsTest implements Listener {
    private static final RedisConfig NOWHERE = new RedisConfig("redis://127.0.0.1:1");
    private static final byte[] OWN_CHANNEL = RedisNames.probeChannel("test");

    private final List<String> heard = new ArrayList<>();
    private final RedisClient client = RedisClient.create(NOWHERE.uri());
    private final RedisUserChannels channels =
            new RedisUserChannels(
                    client,
                    NOWHERE,
                    RedisUserChannelsTest::codec,
                    new ProbePublisher(client, NOWHERE, OWN_CHANNEL),
                    new ArrivalCounts(new SimpleMeterRegistry()));
    private final Subscriber old = new Subscriber(codec(), channels);

    RedisUserChannelsTest() {
        Duration second = Duration.ofSeconds(1);
        ProbeConfig config =
                new ProbeConfig(second, second.multipliedBy(2), second.multipliedBy(2));
        channels.connect(this, new Probe(config, channels, () -> 0));
    }

    private static EventCodec codec() {
        return new EventCodec(
                UnpooledByteBufAllocator.DEFAULT,
                JsonMapper.createDefault(),
                OWN_CHANNEL,
                EventCodecTest.samples(new SimpleMeterRegistry()));
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
    public void disconnected(long provenNanos) {
        heard.add("disconnected");
    }

    @Override
    public void connected() {
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

package org.chatcluster.gateway.subscription;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Noted;
import org.chatcluster.gateway.fanout.Arrival.Proof;
import org.chatcluster.gateway.fanout.Arrival.Revocation;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.measure.Sample;
import org.chatcluster.gateway.measure.Samples;
import org.chatcluster.node.trace.TraceConfig;
import org.chatcluster.node.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventCodecTest {
    private static final EventHeader HEADER = new EventHeader(EventType.MESSAGE_READ, 1, 2, 3);

    private static final byte[] OWN_CHANNEL = RedisNames.probeChannel("gateway-1-a");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(5));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final EventCodec codec =
            new EventCodec(
                    UnpooledByteBufAllocator.DEFAULT,
                    JsonMapper.createDefault(),
                    OWN_CHANNEL,
                    samples(registry, now::get));

    /// Samples of a node that traces nothing.
    static Samples samples(MeterRegistry registry, InstantSource time) {
        Clock clock = time.withZone(ZoneOffset.UTC);
        return new Samples(
                registry, new Traces(new TraceConfig("", 0), null, "gateway", "gateway-1"), clock);
    }

    @AfterEach
    void giveBack() {
        codec.forgetLast();
    }

    private static ByteBuffer payload(EventHeader header, String frame) {
        return ByteBuffer.wrap(header.prependTo(frame.getBytes(StandardCharsets.UTF_8)));
    }

    private ClientEvent decode(String frame) {
        return (ClientEvent) codec.decodeValue(payload(HEADER, frame));
    }

    @Test
    void channelBecomesTheUserId() {
        assertThat(codec.decodeKey(codec.encodeKey(123_456_789_012L))).isEqualTo(123_456_789_012L);
        assertThat(codec.decodeKey(ByteBuffer.wrap(new byte[] {'x'}))).isEqualTo(-1);
        assertThat(codec.decodeKey(ByteBuffer.wrap(RedisNames.probeChannel("gateway-1-b"))))
                .isEqualTo(-1);
    }

    @Test
    void ownChannelBringsTheTimeThatWasSent() {
        assertThat(codec.decodeKey(codec.encodeKey(EventCodec.PROBE))).isEqualTo(EventCodec.PROBE);
        assertThat(codec.decodeValue(ByteBuffer.allocate(8).putLong(-7).flip()))
                .isEqualTo(new Proof(-7));
    }

    @Test
    void frameIsReadyForTheWire() {
        ClientEvent event = decode("{}");

        assertThat(event.header()).isEqualTo(HEADER);
        byte[] bytes = new byte[event.frame().readableBytes()];
        event.frame().getBytes(0, bytes);
        assertThat(bytes).containsExactly(0x81, 2, '{', '}');
    }

    @Test
    void equalPayloadsShareOneFrame() {
        ClientEvent first = decode("{\"user_id\":1}");

        assertThat(decode("{\"user_id\":1}")).isSameAs(first);
    }

    @Test
    void payloadsOfEqualHeaderAndLengthDoNotShareAFrame() {
        ByteBuf first = decode("{\"user_id\":1}").frame().retain();
        ByteBuf second = decode("{\"user_id\":2}").frame();

        assertThat(second.toString(StandardCharsets.UTF_8)).contains("{\"user_id\":2}");
        assertThat(first.toString(StandardCharsets.UTF_8)).contains("{\"user_id\":1}");
        first.release();
    }

    @Test
    void everyFrameIsGivenBack() {
        ByteBuf first = decode("1").frame();
        ByteBuf second = decode("x".repeat(5_000)).frame();
        codec.forgetLast();

        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void eventThatASampleWasToldOfIsTimedWhenItIsWritten() {
        EventSample told = new EventSample(1_000, 3_000, Optional.empty());
        assertThat(codec.decodeKey(codec.encodeKey(EventCodec.SAMPLES)))
                .isEqualTo(EventCodec.SAMPLES);
        assertThat(codec.decodeValue(ByteBuffer.wrap(told.toPayload(HEADER))))
                .isEqualTo(new Noted());

        Objects.requireNonNull(decode("{}").sample()).written(7, "s");

        assertThat(registry.get("chat.gateway.send.to.socket").timer().totalTime(MICROSECONDS))
                .isEqualTo(4_000);
        assertThat(registry.get("chat.gateway.publish.to.socket").timer().totalTime(MICROSECONDS))
                .isEqualTo(2_000);
    }

    private void tell(EventHeader event) {
        codec.decodeValue(
                ByteBuffer.wrap(new EventSample(1, 1, Optional.empty()).toPayload(event)));
    }

    private @Nullable Sample sampleOf(EventHeader event) {
        return ((ClientEvent) codec.decodeValue(payload(event, "{}"))).sample();
    }

    @Test
    void eventIsTimedForEachMemberThoughOthersComeBetween() {
        tell(HEADER);
        Sample first = sampleOf(HEADER);
        assertThat(first).isNotNull();

        assertThat(sampleOf(new EventHeader(EventType.MESSAGE_READ, 1, 3, 4))).isNull();

        assertThat(sampleOf(HEADER)).isSameAs(first);
    }

    @Test
    void sampleThatEveryMasterBringsTakesOnePlace() {
        tell(HEADER);
        for (int copy = 0; copy < 100; copy++) {
            tell(new EventHeader(EventType.MESSAGE_READ, 1, 9, 9));
        }

        assertThat(sampleOf(HEADER)).isNotNull();
    }

    @Test
    void eventThatTheOutboxBringsOnceMoreIsNotTimed() {
        tell(HEADER);
        assertThat(sampleOf(HEADER)).isNotNull();
        sampleOf(new EventHeader(EventType.MESSAGE_READ, 1, 3, 4));
        now.set(Instant.ofEpochMilli(2_005));

        assertThat(sampleOf(HEADER)).isNull();
    }

    @Test
    void oldSamplesMakeRoomForNewOnes() {
        for (int seq = 0; seq < 100; seq++) {
            EventHeader event = new EventHeader(EventType.MESSAGE_READ, 1, seq, 3);
            codec.decodeValue(
                    ByteBuffer.wrap(new EventSample(1, 1, Optional.empty()).toPayload(event)));
        }

        assertThat(decode("{}").sample()).isNull();
        assertThat(
                        codec.decodeValue(
                                payload(new EventHeader(EventType.MESSAGE_READ, 1, 99, 3), "{}")))
                .isInstanceOfSatisfying(
                        ClientEvent.class, event -> assertThat(event.sample()).isNotNull());
    }

    @Test
    void revocationIsRead() {
        EventHeader header = new EventHeader(EventType.SESSIONS_REVOKED, 0, 0, 0);

        assertThat(codec.decodeValue(payload(header, "{\"families\":[\"f\"]}")))
                .isInstanceOfSatisfying(
                        Revocation.class,
                        order -> assertThat(order.families().families()).containsExactly("f"));
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        EventHeader order = new EventHeader(EventType.SESSIONS_REVOKED, 0, 0, 0);

        assertThat(codec.decodeValue(ByteBuffer.wrap(new byte[3])))
                .isEqualTo(new Unreadable("event of 3 bytes, at least 26 expected"));
        assertThat(codec.decodeValue(payload(order, "nonsense"))).isInstanceOf(Unreadable.class);
    }
}

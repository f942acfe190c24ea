package org.chatcluster.gateway.subscription;

import io.lettuce.core.codec.RedisCodec;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.event.UnreadableEvent;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Noted;
import org.chatcluster.gateway.fanout.Arrival.Proof;
import org.chatcluster.gateway.fanout.Arrival.Revocation;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.measure.Samples;
import org.jspecify.annotations.Nullable;

/// Reads the channels of users: a channel's name becomes the user's id, a payload an [Arrival]; a
/// payload of 8 bytes, shorter than any event, is the node's own probe. For one connection, whose
/// reader thread is its only caller.
///
/// An event for a group comes once per member, so equal payloads follow each other: the first makes
/// the frame, the others get the same one. Payloads are compared whole, since two events can have
/// equal headers and lengths; at some 10 ns that is cheaper than a copy. The codec holds one
/// reference to the last frame, which it gives back when the next comes.
final class EventCodec implements RedisCodec<Long, Arrival> {
    /// What stands for the node's own channel where a user's id is expected.
    static final Long PROBE = -2L;

    /// What stands for the channel of samples.
    static final Long SAMPLES = -3L;

    private static final Long NOBODY = -1L;
    private static final Noted NOTED = new Noted();

    private final ByteBufAllocator allocator;
    private final JsonMapper json;
    private final byte[] probeChannel;
    private final byte[] sampleChannel = RedisNames.sampleChannel();
    private final Samples samples;
    private final ToldSamples told = new ToldSamples();
    private ByteBuffer lastPayload = ByteBuffer.allocate(1024).limit(0);
    private @Nullable ClientEvent last;

    EventCodec(ByteBufAllocator allocator, JsonMapper json, byte[] probeChannel, Samples samples) {
        this.allocator = allocator;
        this.json = json;
        this.probeChannel = probeChannel.clone();
        this.samples = samples;
    }

    /// Returns the node's own channel on this connection.
    byte[] probeChannel() {
        return probeChannel.clone();
    }

    @Override
    public Long decodeKey(ByteBuffer channel) {
        long userId = RedisNames.userOfChannel(channel);
        if (userId >= 0) {
            return userId;
        }
        if (channel.equals(ByteBuffer.wrap(probeChannel))) {
            return PROBE;
        }
        return channel.equals(ByteBuffer.wrap(sampleChannel)) ? SAMPLES : NOBODY;
    }

    @Override
    public Arrival decodeValue(ByteBuffer payload) {
        if (last != null && payload.equals(lastPayload)) {
            return last;
        }
        if (payload.remaining() == Long.BYTES) {
            return new Proof(payload.getLong());
        }
        ByteBuffer whole = payload.duplicate();
        try {
            EventHeader header = EventHeader.readFrom(payload);
            if (header.type() == EventType.EVENT_SAMPLE) {
                return note(header, EventSample.readFrom(payload));
            }
            return header.type().isForClients() ? keep(header, payload, whole) : order(payload);
        } catch (UnreadableEvent e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private Arrival note(EventHeader event, EventSample sample) {
        if (told.of(event) == null) {
            told.add(samples.of(event, sample));
        }
        return NOTED;
    }

    private ClientEvent keep(EventHeader header, ByteBuffer json, ByteBuffer whole) {
        ByteBuf frame = ServerFrames.text(allocator, json.remaining()).writeBytes(json);
        forgetLast();
        if (lastPayload.capacity() < whole.remaining()) {
            lastPayload = ByteBuffer.allocate(Math.max(whole.remaining(), 4096));
        }
        lastPayload.clear().put(whole).flip();
        last = new ClientEvent(header, frame, told.of(header));
        return last;
    }

    private Arrival order(ByteBuffer payload) {
        byte[] body = new byte[payload.remaining()];
        payload.get(body);
        try {
            RevokedFamilies families = json.readValue(body, RevokedFamilies.class);
            return families == null ? new Unreadable("no families") : new Revocation(families);
        } catch (IOException _) {
            return new Unreadable("families are not as expected");
        }
    }

    /// Gives the last frame back. To be called when the connection is closed for good.
    void forgetLast() {
        if (last != null) {
            last.frame().release();
            last = null;
        }
    }

    @Override
    public ByteBuffer encodeKey(Long userId) {
        if (userId.equals(PROBE)) {
            return ByteBuffer.wrap(probeChannel);
        }
        return ByteBuffer.wrap(
                userId.equals(SAMPLES) ? sampleChannel : RedisNames.userChannel(userId));
    }

    @Override
    public ByteBuffer encodeValue(Arrival arrival) {
        throw new UnsupportedOperationException("a gateway publishes nothing");
    }
}

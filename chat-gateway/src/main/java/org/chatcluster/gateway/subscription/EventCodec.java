package org.chatcluster.gateway.subscription;

import io.lettuce.core.codec.RedisCodec;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.UnreadableEvent;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Arrival.Proof;
import org.chatcluster.gateway.fanout.Arrival.Revocation;
import org.chatcluster.gateway.fanout.Arrival.Unreadable;
import org.chatcluster.gateway.frame.ServerFrames;
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

    private static final Long NOBODY = -1L;

    private final ByteBufAllocator allocator;
    private final JsonMapper json;
    private final byte[] probeChannel;
    private ByteBuffer lastPayload = ByteBuffer.allocate(1024).limit(0);
    private @Nullable ClientEvent last;

    EventCodec(ByteBufAllocator allocator, JsonMapper json, byte[] probeChannel) {
        this.allocator = allocator;
        this.json = json;
        this.probeChannel = probeChannel.clone();
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
        return channel.equals(ByteBuffer.wrap(probeChannel)) ? PROBE : NOBODY;
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
            return header.type().isForClients() ? keep(header, payload, whole) : order(payload);
        } catch (UnreadableEvent e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private ClientEvent keep(EventHeader header, ByteBuffer json, ByteBuffer whole) {
        ByteBuf frame = ServerFrames.text(allocator, json.remaining()).writeBytes(json);
        forgetLast();
        if (lastPayload.capacity() < whole.remaining()) {
            lastPayload = ByteBuffer.allocate(Math.max(whole.remaining(), 4096));
        }
        lastPayload.clear().put(whole).flip();
        last = new ClientEvent(header, frame);
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
        return ByteBuffer.wrap(
                userId.equals(PROBE) ? probeChannel : RedisNames.userChannel(userId));
    }

    @Override
    public ByteBuffer encodeValue(Arrival arrival) {
        throw new UnsupportedOperationException("a gateway publishes nothing");
    }
}

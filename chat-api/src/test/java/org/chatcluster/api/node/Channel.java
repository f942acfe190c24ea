package org.chatcluster.api.node;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;

/// Listens to a user's channel, as a gateway does.
public final class Channel implements AutoCloseable {
    private final RedisClient client = RedisClient.create(TestBackends.shared().redisUrl());
    private final List<byte[]> payloads = new CopyOnWriteArrayList<>();

    /// Begins to listen.
    public Channel(long userId) {
        var connection = client.connectPubSub(ByteArrayCodec.INSTANCE);
        connection.addListener(
                new RedisPubSubAdapter<byte[], byte[]>() {
                    @Override
                    public void message(byte[] channel, byte[] payload) {
                        payloads.add(payload);
                    }
                });
        connection.sync().subscribe(RedisNames.userChannel(userId));
    }

    /// Returns what has come so far.
    public List<byte[]> payloads() {
        return List.copyOf(payloads);
    }

    /// Returns the seqs of that chat's messages in the order in which they came.
    public List<Long> seqs(long chat) {
        return payloads.stream()
                .map(payload -> EventHeader.readFrom(ByteBuffer.wrap(payload)))
                .filter(header -> header.type() == EventType.MESSAGE_CREATED)
                .filter(header -> header.chatId() == chat)
                .map(EventHeader::seq)
                .toList();
    }

    /// Returns the frames of that event in the order in which they came.
    public List<String> frames(EventType type) {
        return payloads.stream()
                .map(ByteBuffer::wrap)
                .filter(payload -> EventHeader.readFrom(payload).type() == type)
                .map(payload -> StandardCharsets.UTF_8.decode(payload).toString())
                .toList();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}

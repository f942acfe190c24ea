package org.chatcluster.gateway.mini;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.Dialect;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `/connect` speaks: an event is made into the mini-application's frame once a node, however
/// many sockets get it; and a session begins with what its user has not read, as the API tells it.
@Singleton
public final class MiniProtocol implements Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(MiniProtocol.class);

    private final MiniDialect dialect;
    private final MiniFrames frames;
    private final UnreadLists unread;

    MiniProtocol(MiniDialect dialect, MiniFrames frames, UnreadLists unread) {
        this.dialect = dialect;
        this.frames = frames;
        this.unread = unread;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public CompletableFuture<Greeting> greet(Caller session) {
        return unread.ask(session);
    }

    @Override
    public @Nullable ByteBuf frame(ClientEvent event) {
        try {
            ByteBuf frame = event.translation().frame(() -> translated(event));
            return frame.isReadable() ? frame.retainedDuplicate() : null;
        } finally {
            event.frame().release();
        }
    }

    /// Returns an empty buffer for an event that the mini-application does not know.
    private ByteBuf translated(ClientEvent event) {
        try {
            return frames.of(event.header().type(), ServerFrames.payload(event.frame()))
                    .map(MiniProtocol::onHeap)
                    .orElse(Unpooled.EMPTY_BUFFER);
        } catch (UncheckedIOException e) {
            LOG.error(
                    "event not translated event={} chat={} message={}",
                    event.header().type().wireName(),
                    event.header().chatId(),
                    event.header().messageId(),
                    e);
            return Unpooled.EMPTY_BUFFER;
        }
    }

    private static ByteBuf onHeap(byte[] payload) {
        ByteBuf frame = ServerFrames.text(UnpooledByteBufAllocator.DEFAULT, payload);
        try {
            return Unpooled.wrappedBuffer(ByteBufUtil.getBytes(frame));
        } finally {
            frame.release();
        }
    }

    @Override
    public boolean tellsNews() {
        return false;
    }
}

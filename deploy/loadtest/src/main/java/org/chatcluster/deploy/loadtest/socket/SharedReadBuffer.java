package org.chatcluster.deploy.loadtest.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Lets all sockets of one event loop read into the same buffer, one after the other, instead of
/// asking the allocator for one per read. Whoever keeps bytes beyond a read has to copy them.
///
/// Belongs to one event loop.
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int READ_BYTES = 16 * 1024;

    private final ByteBuf shared;

    SharedReadBuffer(ByteBufAllocator buffers) {
        this.shared = buffers.directBuffer(READ_BYTES, READ_BYTES);
    }

    @Override
    @SuppressWarnings("deprecation") // the interface extends the deprecated one
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return READ_BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator buffers) {
                return shared.refCnt() == 1
                        ? shared.clear().retain()
                        : buffers.directBuffer(READ_BYTES, READ_BYTES);
            }
        };
    }
}

package org.chatcluster.deploy.loadtest.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Writes the client's frames: final, masked, in one buffer (RFC 6455 section 5.2). The mask is the
/// same for all: it has to be unpredictable only where a page could choose the content.
final class ClientFrames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_HEADER = 14;

    private ClientFrames() {}

    /// Takes an opcode and a payload, which it masks in place, and returns the frame.
    static ByteBuf frame(ByteBufAllocator buffers, int opcode, byte[] payload, int length) {
        ByteBuf frame = buffers.buffer(length + MAX_HEADER);
        frame.writeByte(FINAL | opcode);
        if (length < 126) {
            frame.writeByte(MASKED | length);
        } else if (length <= 0xffff) {
            frame.writeByte(MASKED | 126).writeShort(length);
        } else {
            frame.writeByte(MASKED | 127).writeLong(length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < length; i++) {
            payload[i] ^= MASK[i & 3];
        }
        return frame.writeBytes(payload, 0, length);
    }
}

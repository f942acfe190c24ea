package org.chatcluster.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.chatcluster.common.frame.CloseCode;

/// Whole WebSocket frames, ready for the wire: one final frame each, not masked, as RFC 6455
/// section 5.1 has it for servers, so that the bytes need no encoder and can be shared by sockets.
/// The caller owns what is returned.
public final class ServerFrames {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PING = 0x89;
    private static final int FINAL_PONG = 0x8A;
    private static final int SHORTEST_16_BIT = 126;
    private static final int SHORTEST_64_BIT = 65_536;

    private ServerFrames() {}

    /// Returns a buffer that holds the header of a text frame and has room for exactly that many
    /// bytes of payload, which the caller writes.
    public static ByteBuf text(ByteBufAllocator allocator, int payloadBytes) {
        if (payloadBytes < SHORTEST_16_BIT) {
            return allocator
                    .directBuffer(2 + payloadBytes, 2 + payloadBytes)
                    .writeByte(FINAL_TEXT)
                    .writeByte(payloadBytes);
        }
        if (payloadBytes < SHORTEST_64_BIT) {
            return allocator
                    .directBuffer(4 + payloadBytes, 4 + payloadBytes)
                    .writeByte(FINAL_TEXT)
                    .writeByte(126)
                    .writeShort(payloadBytes);
        }
        return allocator
                .directBuffer(10 + payloadBytes, 10 + payloadBytes)
                .writeByte(FINAL_TEXT)
                .writeByte(127)
                .writeLong(payloadBytes);
    }

    /// Returns a text frame around a payload in UTF-8.
    public static ByteBuf text(ByteBufAllocator allocator, byte[] payload) {
        return text(allocator, payload.length).writeBytes(payload);
    }

    /// Returns a copy of the payload of a text frame that was made here, which is left as it is.
    public static byte[] payload(ByteBuf frame) {
        int length = frame.getByte(frame.readerIndex() + 1);
        int header = length < SHORTEST_16_BIT ? 2 : length == SHORTEST_16_BIT ? 4 : 10;
        return ByteBufUtil.getBytes(
                frame, frame.readerIndex() + header, frame.readableBytes() - header);
    }

    /// Returns a close frame.
    public static ByteBuf close(CloseCode code) {
        byte[] reason = code.reason().getBytes(StandardCharsets.UTF_8);
        return Unpooled.directBuffer(4 + reason.length)
                .writeByte(FINAL_CLOSE)
                .writeByte(2 + reason.length)
                .writeShort(code.code())
                .writeBytes(reason);
    }

    /// Returns a ping without payload.
    public static ByteBuf ping() {
        return Unpooled.directBuffer(2).writeByte(FINAL_PING).writeByte(0);
    }

    /// Returns a pong with a ping's payload, which is left as it is: at most 125 bytes (RFC 6455
    /// section 5.5).
    public static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        int bytes = payload.readableBytes();
        return allocator
                .directBuffer(2 + bytes, 2 + bytes)
                .writeByte(FINAL_PONG)
                .writeByte(bytes)
                .writeBytes(payload, payload.readerIndex(), bytes);
    }
}

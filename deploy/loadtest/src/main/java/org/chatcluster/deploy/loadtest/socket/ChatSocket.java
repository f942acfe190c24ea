package org.chatcluster.deploy.loadtest.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One user's open `/ws` socket. Handshake and frames are read by hand from the bytes as they come,
/// with no handler between: what this costs is cost that the measured cluster does not get.
///
/// Belongs to one event loop, which is the only one to call it.
public final class ChatSocket extends ChannelInboundHandlerAdapter {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int MAX_FRAME = 1 << 20;
    private static final int NORMAL_CLOSE = 1000;

    private final int user;
    private final SocketEvents events;
    private final byte[] request;
    private @Nullable Channel channel;
    private @Nullable ByteBuf partial;
    private String reason = "closed without a close frame";
    private boolean upgraded;
    private boolean over;

    /// Takes the user's index in the population and their token.
    public ChatSocket(int user, String token, Target target, SocketEvents events) {
        this.user = user;
        this.events = events;
        this.request =
                """
                GET /ws HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """
                        .formatted(target.authority(), token)
                        .getBytes(StandardCharsets.US_ASCII);
    }

    /// Connects; what becomes of it comes as events.
    public void open(Transport transport, EventLoop loop, Target target) {
        ChannelFuture connected = transport.connect(loop, target, this);
        channel = connected.channel();
        connected.addListener(result -> {
            Throwable cause = result.cause();
            if (cause != null) {
                end(cause.getClass().getSimpleName() + ": " + cause.getMessage());
            }
        });
    }

    /// Returns the user's index in the population.
    public int user() {
        return user;
    }

    /// Sends a text frame; the payload is masked in place. Does nothing on a closed socket.
    public void send(byte[] payload, int length) {
        write(ClientFrames.TEXT, payload, length);
    }

    /// Closes the connection without a word, as a client does that dies. No event follows.
    public void drop() {
        over = true;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(context.alloc().buffer(request.length).writeBytes(request));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (partial == null) {
            readFrom(in);
            if (in.isReadable() && !over) {
                partial = context.alloc().buffer(in.readableBytes()).writeBytes(in);
            }
        } else {
            partial.discardReadBytes().writeBytes(in);
            readFrom(partial);
            if (!partial.isReadable() || over) {
                release();
            }
        }
        in.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        end(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        context.close();
    }

    private void readFrom(ByteBuf in) {
        while (!over && (upgraded ? frame(in) : upgrade(in))) {
            // each turn takes one frame
        }
    }

    private void release() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }

    private boolean upgrade(ByteBuf in) {
        int length = endOfHead(in);
        if (length < 0) {
            return false;
        }
        String head =
                in.readCharSequence(length + END_OF_HEAD.length, StandardCharsets.US_ASCII)
                        .toString();
        if (head.startsWith("HTTP/1.1 101")) {
            upgraded = true;
            return true;
        }
        OptionalInt seconds = Refusal.secondsToWait(head);
        if (seconds.isPresent()) {
            drop();
            events.paced(this, seconds.getAsInt());
            return false;
        }
        return fail("answered " + head.lines().findFirst().orElse("nothing"));
    }

    private static int endOfHead(ByteBuf in) {
        ByteBuf end = Unpooled.wrappedBuffer(END_OF_HEAD);
        return ByteBufUtil.indexOf(end, in);
    }

    private boolean frame(ByteBuf in) {
        int at = in.readerIndex();
        int available = in.readableBytes();
        if (available < 2) {
            return false;
        }
        int first = in.getByte(at);
        int second = in.getByte(at + 1);
        int header = 2;
        long length = second;
        if (second == 126) {
            header = 4;
            length = available < header ? 0 : in.getUnsignedShort(at + 2);
        } else if (second == 127) {
            header = 10;
            length = available < header ? 0 : in.getLong(at + 2);
        }
        if (length < 0 || length > MAX_FRAME) {
            return fail("sent a masked or too long frame");
        }
        if (available < header + length) {
            return false;
        }
        int from = at + header;
        int to = from + (int) length;
        in.readerIndex(to);
        return whole(first & 0xff, in, from, to);
    }

    private boolean whole(int first, ByteBuf in, int from, int to) {
        switch (first) {
            case 0x80 | ClientFrames.TEXT -> events.text(this, in, from, to);
            case 0x80 | ClientFrames.PING -> {
                byte[] payload = ByteBufUtil.getBytes(in, from, to - from);
                write(ClientFrames.PONG, payload, payload.length);
            }
            case 0x80 | ClientFrames.PONG -> {}
            case 0x80 | ClientFrames.CLOSE -> {
                int code = to - from < 2 ? NORMAL_CLOSE : in.getUnsignedShort(from);
                byte[] payload = {(byte) (code >>> 8), (byte) code};
                write(ClientFrames.CLOSE, payload, payload.length);
                return fail("closed with " + code);
            }
            default -> {
                return fail("sent a frame of kind 0x" + Integer.toHexString(first));
            }
        }
        return !over;
    }

    private void write(int opcode, byte[] payload, int length) {
        if (channel != null && !over) {
            channel.writeAndFlush(
                    ClientFrames.frame(channel.alloc(), opcode, payload, length),
                    channel.voidPromise());
        }
    }

    private boolean fail(String why) {
        end(why);
        if (channel != null) {
            channel.close();
        }
        return false;
    }

    private void end(String why) {
        if (!over) {
            over = true;
            events.closed(this, why);
        }
    }
}

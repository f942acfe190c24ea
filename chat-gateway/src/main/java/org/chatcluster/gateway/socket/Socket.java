package org.chatcluster.gateway.socket;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.measure.SocketCounts;
import org.chatcluster.gateway.socket.SendQueue.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket below its session: frames in, bytes out, the closing handshake. It sits in the
/// pipeline of every connection, and sleeps until the connection is upgraded. For the channel's
/// event loop alone.
///
/// Frames that come before `hello` is sent wait for it, and the channel is not read meanwhile.
final class Socket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    private static final ByteBuf PING = Unpooled.unreleasableBuffer(ServerFrames.ping());

    private final SocketConfig config;
    private final SocketCounts counts;
    private @Nullable ChannelHandlerContext context;
    private @Nullable SendQueue queue;
    private @Nullable ChannelHandler http;
    private @Nullable Session session;
    private @Nullable Queue<WebSocketFrame> early;
    private boolean started;
    private boolean closing;
    private int closeCode = 1006;

    Socket(SocketConfig config, SocketCounts counts) {
        this.config = config;
        this.counts = counts;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        http = ctx.pipeline().get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND);
    }

    Channel channel() {
        return requireNonNull(context).channel();
    }

    /// Takes the channel over from the framework, now that it is upgraded: what only HTTP needs
    /// leaves the pipeline, and with it the request.
    void takeOver() {
        letGoOfRequest();
        channel().config().setAutoRead(false);
        ChannelHandlerContext out = channel().pipeline().context(WebSocketFrameDecoder.class);
        queue = new SendQueue(out, config.queueBytes(), counts);
        SocketPipeline.letGoOfHttp(channel().pipeline());
    }

    /// The framework keeps its HTTP handler for as long as the connection lives, and that handler
    /// keeps its former place in the pipeline, from which the request can be reached, some 5 KiB:
    /// so it gets this place instead.
    private void letGoOfRequest() {
        try {
            requireNonNull(http).handlerAdded(requireNonNull(context));
            http = null;
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP handler only notes its place", e);
        }
    }

    /// Gives the socket its session, which hears of everything from now on.
    void sessionIs(Session session) {
        this.session = session;
    }

    /// Lets the session have what the client sends, beginning with what it sent too early.
    void startReading() {
        started = true;
        channel().config().setAutoRead(true);
        takeEarly().forEach(frame -> channelRead(requireNonNull(context), frame));
    }

    private Queue<WebSocketFrame> takeEarly() {
        Queue<WebSocketFrame> frames = early == null ? new ArrayDeque<>(0) : early;
        early = null;
        return frames;
    }

    /// Stops or resumes reading.
    void reading(boolean on) {
        channel().config().setAutoRead(on || closing);
    }

    boolean isReading() {
        return channel().config().isAutoRead();
    }

    /// Returns what waits to be sent, once the channel is taken over.
    SendQueue queue() {
        return requireNonNull(queue);
    }

    /// Pings the client, unless something waits to be sent: that tells as much.
    void ping() {
        if (queue().isClear()) {
            queue().offer(PING.duplicate(), Kind.ANSWER);
            queue().flush();
        }
    }

    /// Begins the closing handshake, which ends when the client answers, or does not for too long.
    void close(CloseCode code) {
        if (closing) {
            return;
        }
        closing = true;
        closeCode = code.code();
        Channel channel = channel();
        if (queue == null || !channel.isActive()) {
            channel.close();
            return;
        }
        queue.end(ServerFrames.close(code));
        endSoon();
    }

    /// Reads on for the peer's end of the connection, and ends it without if that does not come.
    private void endSoon() {
        Channel channel = channel();
        channel.config().setAutoRead(true);
        channel.eventLoop()
                .schedule(
                        () -> channel.close(),
                        config.closeTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Ends the connection at once, for a peer that is gone.
    void terminate() {
        noteEnd();
        channel().close();
    }

    private void noteEnd() {
        closing = true;
        if (queue != null) {
            queue.close();
        }
    }

    /// Returns the code that the socket was closed with, by whichever side: 1006 if by none.
    int closeCode() {
        return closeCode;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
        } else if (!started && !closing && !(message instanceof CloseWebSocketFrame)) {
            early = early == null ? new ArrayDeque<>(4) : early;
            early.add(frame);
        } else {
            try {
                received(ctx, frame);
            } finally {
                frame.release();
            }
        }
    }

    private void received(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            closedByPeer(ctx, close);
        } else if (session != null && !closing) {
            session.heard();
            switch (frame) {
                case PingWebSocketFrame ping -> session.pinged(ping.content());
                case PongWebSocketFrame _ -> {}
                case TextWebSocketFrame text -> session.inbox().text(text.content());
                default -> session.inbox().binary();
            }
        }
    }

    private void closedByPeer(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        if (closing) {
            ctx.close();
            return;
        }
        noteEnd();
        closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
        ctx.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
        endSoon();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (session != null && ctx.channel().isWritable()) {
            // Not at once: this may come in the midst of a write.
            ctx.executor().execute(this::writable);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private void writable() {
        if (session == null || closing) {
            return;
        }
        session.feed().moved();
        if (queue().isClear()) {
            session.feed().writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        noteEnd();
        takeEarly().forEach(WebSocketFrame::release);
        if (session != null) {
            session.ended();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (queue == null) {
            ctx.fireExceptionCaught(cause);
            return;
        }
        switch (cause) {
            case TooLongFrameException _ -> close(CloseCode.TOO_BIG);
            // The codec has sent the close frame that the RFC demands.
            case CorruptedFrameException _ -> {
                noteEnd();
                endSoon();
            }
            default -> {
                LOG.debug("socket broken", cause);
                terminate();
            }
        }
    }
}

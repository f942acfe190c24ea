package org.chatcluster.deploy.loadtest.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The event loops and the kind of sockets they serve: epoll where its native library loads, else
/// NIO.
public final class Transport implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends SocketChannel> channelType;
    private final Map<EventLoop, SharedReadBuffer> readBuffers = new ConcurrentHashMap<>();

    private Transport(
            int loops, IoHandlerFactory factory, Class<? extends SocketChannel> channelType) {
        this.group = new MultiThreadIoEventLoopGroup(loops, factory);
        this.channelType = channelType;
    }

    /// Takes the number of event loops, each one thread.
    public static Transport of(int loops) {
        return Epoll.isAvailable()
                ? new Transport(loops, EpollIoHandler.newFactory(), EpollSocketChannel.class)
                : new Transport(loops, NioIoHandler.newFactory(), NioSocketChannel.class);
    }

    /// Returns `epoll` or `nio`.
    public String name() {
        return channelType == EpollSocketChannel.class ? "epoll" : "nio";
    }

    /// Returns the event loops, always in the same order.
    public List<EventLoop> loops() {
        List<EventLoop> loops = new ArrayList<>();
        group.forEach(executor -> loops.add((EventLoop) executor));
        return loops;
    }

    /// Connects on that event loop.
    public ChannelFuture connect(EventLoop loop, Target target, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffer(loop))
                .handler(handler)
                .connect(target.address());
    }

    private SharedReadBuffer readBuffer(EventLoop loop) {
        return readBuffers.computeIfAbsent(
                loop, _ -> new SharedReadBuffer(ByteBufAllocator.DEFAULT));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

package org.chatcluster.deploy.loadtest.fake;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A chat server in one event loop, with the groups of [FakePopulation]. Commits one fault.
public final class FakeChat implements AutoCloseable {
    /// The message with which the fault happens, so that all is warm and others follow.
    private static final int FAULTY = 20;

    /// The upgrade with which the fault happens, after all users of a test have come once.
    private static final int FAULTY_UPGRADE = 40;

    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<Long, Channel> sessions = new HashMap<>();
    private final int members;
    private final Fault fault;
    private final Channel listener;
    private final Map<Long, List<String>> stored = new HashMap<>();
    private long messages;
    private long upgrades;
    private long resumes;

    /// Takes how many members each chat has.
    public FakeChat(int members, Fault fault) {
        this.members = members;
        this.fault = fault;
        this.listener =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpServerCodec(),
                                                        new HttpObjectAggregator(65_536),
                                                        new FakeSession(FakeChat.this));
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly()
                        .channel();
    }

    /// Returns the port on loopback.
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Greets a user, and pings, so that an unanswered ping would be seen.
    void joined(long user, Channel channel) {
        sessions.put(user, channel);
        send(
                channel,
                "{\"event\":\"hello\",\"data\":{\"user_id\":%d,\"session_id\":\"s\",\"node\":\"fake-1\",\"heartbeat_s\":25}}"
                        .formatted(user));
        channel.writeAndFlush(new PingWebSocketFrame());
    }

    void left(long user, Channel channel) {
        sessions.remove(user, channel);
    }

    /// Stores a message, or errs. Returns its JSON, or a problem's JSON if it is refused, or
    /// nothing at all.
    String sent(long user, long chat, String content) {
        messages++;
        boolean faulty = messages == FAULTY;
        if (faulty && fault == Fault.REFUSE) {
            return "{\"code\":\"not_found\",\"detail\":\"No such chat.\"}";
        }
        if (faulty && fault == Fault.IGNORE) {
            return "";
        }
        List<String> frames = stored.computeIfAbsent(chat, _ -> new ArrayList<>());
        String message =
                """
                {"id":%d,"chat_id":%d,"seq":%d,"author_id":%d,"author_uuid":"a@b","type":"text","content":"%s","payload":null}\
                """
                        .formatted(messages, chat, frames.size() + 1, user, content);
        String frame = "{\"event\":\"message.created\",\"data\":" + message + "}";
        frames.add(frame);
        publish(chat, frame, faulty);
        return message;
    }

    /// Returns the fault with which an upgrade is refused, or none.
    Fault refusal() {
        upgrades++;
        boolean refuses = fault == Fault.PACE || fault == Fault.TURN_AWAY;
        return refuses && upgrades == FAULTY_UPGRADE ? fault : Fault.NONE;
    }

    /// Brings what the chat has above that seq, or errs.
    void resumed(Channel channel, long chat, int seq) {
        resumes++;
        if (resumes == 1 && fault == Fault.DEFER) {
            send(
                    channel,
                    "{\"event\":\"error\",\"data\":{\"request_id\":\"resume\",\"code\":\"unavailable\",\"detail\":\"\"}}");
            return;
        }
        List<String> frames = stored.getOrDefault(chat, List.of());
        boolean forgets = resumes == 1 && fault == Fault.FORGET;
        frames.subList(seq, frames.size() - (forgets ? 1 : 0)).forEach(it -> send(channel, it));
        String chats = "\"chats\":{\"%d\":%d}".formatted(chat, frames.size());
        send(
                channel,
                "{\"event\":\"ack\",\"data\":{\"request_id\":\"resume\",\"action\":\"resume\",\"result\":{%s}}}"
                        .formatted(chats));
        send(
                channel,
                "{\"event\":\"replay.done\",\"data\":{\"request_id\":\"resume\",%s}}"
                        .formatted(chats));
    }

    private void publish(long chat, String frame, boolean faulty) {
        long first = (chat - 1) * members + 1;
        for (long user = first; user < first + members; user++) {
            Channel channel = sessions.get(user);
            boolean struck = faulty && user == first;
            if (channel != null && !(struck && fault == Fault.LOSE)) {
                send(channel, frame);
            }
            if (channel != null && struck && fault == Fault.REPEAT) {
                send(channel, frame);
            }
            if (channel != null && struck && fault == Fault.CLOSE) {
                channel.writeAndFlush(new CloseWebSocketFrame(1013, "too slow a reader"));
            }
        }
        Channel stranger = sessions.get(first == 1 ? first + members : 1L);
        if (faulty && fault == Fault.MISDELIVER && stranger != null) {
            send(stranger, frame);
        }
    }

    static void send(Channel channel, String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

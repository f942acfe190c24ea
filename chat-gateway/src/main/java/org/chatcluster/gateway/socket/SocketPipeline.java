package org.chatcluster.gateway.socket;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.websocket.NettyServerWebSocketHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import jakarta.inject.Singleton;
import org.chatcluster.gateway.measure.SocketCounts;

/// Prepares every connection for the socket that it may become: no permessage-deflate, which would
/// cost each socket a window and let 1 KB inflate to 1 MB; text must be UTF-8 (RFC 6455 section
/// 8.1); the fragments of a message together are limited like a frame.
@Singleton
final class SocketPipeline implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final SocketConfig config;
    private final SocketCounts counts;

    SocketPipeline(SocketConfig config, SocketCounts counts) {
        this.config = config;
        this.counts = counts;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> created) {
        created.getBean().register(new Server(config, counts));
        return created.getBean();
    }

    /// Takes out what an upgraded connection has no use for.
    static void letGoOfHttp(ChannelPipeline pipeline) {
        pipeline.remove(NettyServerWebSocketHandler.ID);
        if (pipeline.get(ChannelPipelineCustomizer.HANDLER_IDLE_STATE) != null) {
            pipeline.remove(ChannelPipelineCustomizer.HANDLER_IDLE_STATE);
        }
    }

    /// Stands for the server, and makes what stands for each connection.
    private record Server(SocketConfig config, SocketCounts counts)
            implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connection(config, counts, channel) : this;
        }
    }

    private record Connection(SocketConfig config, SocketCounts counts, Channel channel)
            implements NettyServerCustomizer {
        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            String inbound = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;
            pipeline.remove(WebSocketServerCompressionHandler.class);
            pipeline.addBefore(inbound, "utf-8", new Utf8FrameValidator());
            pipeline.addBefore(
                    inbound, "fragments", new WebSocketFrameAggregator(SocketConfig.LARGEST_FRAME));
            pipeline.addBefore(inbound, "socket", new Socket(config, counts));
        }
    }
}

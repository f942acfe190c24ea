package org.chatcluster.deploy.loadtest.command;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;
import org.jspecify.annotations.Nullable;

/// One kept HTTP connection with at most one message under way. Opens when it is first needed, and
/// again after the server has closed it.
final class RestConnection {
    private static final int MAX_ANSWER = 1 << 20;

    private final Transport transport;
    private final EventLoop loop;
    private final Target target;
    private final RestSender sender;
    private @Nullable Channel channel;
    private @Nullable RestMessage current;

    RestConnection(Transport transport, EventLoop loop, Target target, RestSender sender) {
        this.transport = transport;
        this.loop = loop;
        this.target = target;
        this.sender = sender;
    }

    void send(RestMessage message, String token, byte[] body) {
        current = message;
        FullHttpRequest request = request(token, body);
        if (channel != null && channel.isActive()) {
            channel.writeAndFlush(request, channel.voidPromise());
            return;
        }
        ChannelFuture connected = transport.connect(loop, target, new Pipeline());
        channel = connected.channel();
        connected.addListener(result -> {
            if (result.isSuccess()) {
                connected.channel().writeAndFlush(request);
            } else {
                request.release();
                done("not_connected");
            }
        });
    }

    private FullHttpRequest request(String token, byte[] body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.POST,
                        "/api/v1/messages",
                        Unpooled.wrappedBuffer(body));
        request.headers()
                .set(HttpHeaderNames.HOST, target.authority())
                .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }

    private void done(@Nullable String failure) {
        RestMessage message = current;
        if (message != null) {
            current = null;
            sender.done(this, message, failure);
        }
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel opened) {
            opened.pipeline()
                    .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(MAX_ANSWER),
                            new Reader());
        }
    }

    private final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            int status = response.status().code();
            if (status == 200 || status == 201) {
                done(null);
            } else {
                String body = RestSender.text(ByteBufUtil.getBytes(response.content()));
                done(RestSender.code(status, body));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel() == channel) {
                done("connection_closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}

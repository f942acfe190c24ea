package org.chatcluster.deploy.loadtest.fake;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection to the fake server, HTTP or upgraded.
final class FakeSession extends SimpleChannelInboundHandler<Object> {
    private static final Pattern CHAT = Pattern.compile("\"chat_id\":(\\d+)");
    private static final Pattern REQUEST = Pattern.compile("\"request_id\":\"([^\"]+)\"");
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]+)\"");
    private static final Pattern RESUME =
            Pattern.compile("\"action\":\"resume\".*\"chats\":\\{\"(\\d+)\":(\\d+)}");
    private static final String BEARER = "Bearer token-";

    private final FakeChat chat;
    private long user;

    FakeSession(FakeChat chat) {
        this.chat = chat;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        switch (message) {
            case FullHttpRequest request -> http(context, request);
            case TextWebSocketFrame frame -> frame(context, frame.text());
            case CloseWebSocketFrame _ -> context.close();
            default -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        chat.left(user, context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void http(ChannelHandlerContext context, FullHttpRequest request) {
        String bearer = request.headers().get(HttpHeaderNames.AUTHORIZATION, BEARER + 0);
        user = Long.parseLong(bearer.substring(BEARER.length()));
        if (request.uri().equals("/api/v1/messages")) {
            String body = request.content().toString(StandardCharsets.UTF_8);
            String answer =
                    chat.sent(user, Long.parseLong(first(CHAT, body)), first(CONTENT, body));
            respond(context, answer);
        } else if (!isRefused(context)) {
            var _ =
                    new WebSocketServerHandshakerFactory("", null, false)
                            .newHandshaker(request)
                            .handshake(context.channel(), request)
                            .addListener(
                                    (ChannelFutureListener)
                                            _ -> chat.joined(user, context.channel()));
        }
    }

    private boolean isRefused(ChannelHandlerContext context) {
        Fault refusal = chat.refusal();
        if (refusal == Fault.NONE) {
            return false;
        }
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (refusal == Fault.PACE) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        context.writeAndFlush(response);
        return true;
    }

    private static void respond(ChannelHandlerContext context, String answer) {
        if (answer.isEmpty()) {
            return;
        }
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        answer.startsWith("{\"code\"")
                                ? HttpResponseStatus.NOT_FOUND
                                : HttpResponseStatus.CREATED,
                        Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        context.writeAndFlush(response);
    }

    private void frame(ChannelHandlerContext context, String text) {
        Matcher resume = RESUME.matcher(text);
        if (resume.find()) {
            long chatId = Long.parseLong(resume.group(1));
            chat.resumed(context.channel(), chatId, Integer.parseInt(resume.group(2)));
            return;
        }
        String request = first(REQUEST, text);
        String answer = chat.sent(user, Long.parseLong(first(CHAT, text)), first(CONTENT, text));
        if (answer.startsWith("{\"code\"")) {
            String problem = answer.substring(1);
            FakeChat.send(
                    context.channel(),
                    "{\"event\":\"error\",\"data\":{\"request_id\":\""
                            + request
                            + "\","
                            + problem
                            + "}");
        } else if (!answer.isEmpty()) {
            FakeChat.send(
                    context.channel(),
                    "{\"event\":\"ack\",\"data\":{\"request_id\":\"%s\",\"action\":\"send_message\",\"result\":%s}}"
                            .formatted(request, answer));
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(pattern + " is not in " + text);
        }
        return found.group(1);
    }
}

package org.chatcluster.gateway.socket;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.chatcluster.gateway.socket.Sessions.Credentials;
import org.jspecify.annotations.Nullable;

/// The endpoint `/ws`. The framework routes, filters and upgrades; from then on the socket is
/// [Socket]'s, which the pipeline holds already, and the framework's handler with the request it
/// keeps is let go: frames pass no handler that they do not need, and an idle socket costs little.
@ServerWebSocket("/ws")
final class ChatSocket {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;

    ChatSocket(Sessions sessions) {
        this.sessions = sessions;
    }

    @OnOpen
    void opened(HttpRequest<?> request) {
        Credentials credentials = credentials(request);
        Channel channel = channel(request);
        // The framework adds its handler after this returns.
        channel.eventLoop().execute(() -> admit(channel, credentials));
    }

    private void admit(Channel channel, Credentials credentials) {
        Socket socket = channel.pipeline().get(Socket.class);
        if (socket != null) {
            sessions.admit(socket, credentials);
        }
    }

    /// Declares the frame limit. Frames themselves never come this far: [Socket] takes them.
    @OnMessage(maxPayloadLength = SocketConfig.LARGEST_FRAME)
    void received(WebSocketFrame frame) {
        frame.release();
    }

    private static Channel channel(HttpRequest<?> request) {
        if (request instanceof NettyHttpRequest<?> netty) {
            return netty.getChannelHandlerContext().channel();
        }
        throw new IllegalStateException("upgraded by " + request.getClass() + ", not by Netty");
    }

    private static Credentials credentials(HttpRequest<?> request) {
        HttpParameters query = request.getParameters();
        String token = query.get("token");
        return new Credentials(
                token == null ? bearer(request.getHeaders()) : token,
                query.get("ticket"),
                query.get("userId"));
    }

    private static @Nullable String bearer(HttpHeaders headers) {
        String header = headers.get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return header.substring(BEARER.length()).strip();
    }
}

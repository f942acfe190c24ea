package org.chatcluster.gateway.socket;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.chatcluster.gateway.protocol.Protocol;
import org.chatcluster.gateway.socket.Sessions.Credentials;
import org.jspecify.annotations.Nullable;

/// Takes sockets over from the framework's endpoints once they are upgraded. Thread-safe.
@Singleton
final class Upgrades {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;

    Upgrades(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Has the socket of that upgrade admitted, to speak that protocol.
    void take(HttpRequest<?> request, Protocol protocol) {
        Credentials credentials = credentials(request);
        Channel channel = channel(request);
        // The framework adds its handler after this returns.
        channel.eventLoop().execute(() -> admit(channel, credentials, protocol));
    }

    private void admit(Channel channel, Credentials credentials, Protocol protocol) {
        Socket socket = channel.pipeline().get(Socket.class);
        if (socket != null) {
            sessions.admit(socket, credentials, protocol);
        }
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

package org.chatcluster.gateway.socket;

import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// The endpoint `/ws`. The framework routes, filters and upgrades; from then on the socket is
/// [Socket]'s, which the pipeline holds already, and the framework's handler with the request it
/// keeps is let go: frames pass no handler that they do not need, and an idle socket costs little.
@ServerWebSocket("/ws")
final class ChatSocket {
    private final Upgrades upgrades;
    private final EventProtocol protocol;

    ChatSocket(Upgrades upgrades, EventProtocol protocol) {
        this.upgrades = upgrades;
        this.protocol = protocol;
    }

    @OnOpen
    void opened(HttpRequest<?> request) {
        upgrades.take(request, protocol);
    }

    /// Declares the frame limit. Frames themselves never come this far: [Socket] takes them.
    @OnMessage(maxPayloadLength = SocketConfig.LARGEST_FRAME)
    void received(WebSocketFrame frame) {
        frame.release();
    }
}

package org.chatcluster.gateway.socket;

import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.chatcluster.gateway.mini.MiniProtocol;

/// The endpoint `/connect` of the mini-application: the same sockets as [ChatSocket]'s, with
/// another protocol.
@ServerWebSocket("/connect")
final class MiniSocket {
    private final Upgrades upgrades;
    private final MiniProtocol protocol;

    MiniSocket(Upgrades upgrades, MiniProtocol protocol) {
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

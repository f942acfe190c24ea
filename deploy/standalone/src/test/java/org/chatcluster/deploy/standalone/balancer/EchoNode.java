package org.chatcluster.deploy.standalone.balancer;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A node that echoes: `/ws` what it is sent, with its name in front; `/headers` the request's
/// headers; `/hang` never answers; anything else its name.
final class EchoNode implements AutoCloseable {
    private final String name;
    private final Undertow server;
    private final AtomicInteger sockets = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile boolean ready = true;

    EchoNode(String name) {
        this.name = name;
        this.server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                Handlers.path(this::answer)
                                        .addExactPath("/ws", Handlers.websocket(this::echo)))
                        .build();
        server.start();
    }

    URI url() {
        var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /// Returns how many WebSockets were ever opened here.
    int sockets() {
        return sockets.get();
    }

    void drain() {
        ready = false;
    }

    /// Returns once somebody waits for `/hang`.
    void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(HttpServerExchange exchange) {
        switch (exchange.getRequestPath()) {
            case "/health/readiness" -> exchange.setStatusCode(ready ? 200 : 503).endExchange();
            case "/headers" -> {
                StringBuilder text = new StringBuilder();
                exchange.getRequestHeaders()
                        .forEach(header ->
                                text.append(header.getHeaderName())
                                        .append(": ")
                                        .append(String.join(",", header))
                                        .append('\n'));
                exchange.getResponseSender().send(text.toString());
            }
            case "/hang" -> {
                exchange.dispatch(() -> {});
                hanging.countDown();
            }
            case "/refused" -> {
                exchange.setStatusCode(503);
                exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "7");
                exchange.getResponseSender().send("busy");
            }
            default -> exchange.getResponseSender().send(name);
        }
    }

    private void echo(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        sockets.incrementAndGet();
        channel.getReceiveSetter()
                .set(
                        new AbstractReceiveListener() {
                            @Override
                            protected void onFullTextMessage(
                                    WebSocketChannel from, BufferedTextMessage message) {
                                WebSockets.sendText(name + ":" + message.getData(), from, null);
                            }
                        });
        channel.resumeReceives();
    }
}

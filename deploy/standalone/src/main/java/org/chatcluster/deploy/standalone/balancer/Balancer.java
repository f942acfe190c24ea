package org.chatcluster.deploy.standalone.balancer;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.xnio.Options;

/// One loopback port in front of all nodes. WebSockets go to the gateways, everything else to the
/// APIs, each time to the next node that is ready.
///
/// Clients cannot forge where they come from: `X-Forwarded-*` and `Forwarded` of a request are
/// removed, and `X-Forwarded-For` and `X-Forwarded-Proto` are the balancer's own. Query strings,
/// which may hold a token, are logged nowhere.
public final class Balancer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    /// What the API takes and a little: that it refuses itself.
    private static final long MAX_BODY_BYTES = (1024 + 64) * 1024;

    private final Undertow server;
    private final List<NodePool> pools;

    private Balancer(Undertow server, List<NodePool> pools) {
        this.server = server;
        this.pools = pools;
    }

    /// Returns a balancer that listens and knows which nodes are ready.
    ///
    /// @param port 0 takes any free one
    public static Balancer start(int port, List<URI> apis, List<URI> gateways, Limits limits) {
        NodePool apiPool = NodePool.watch(apis, limits);
        NodePool gatewayPool = NodePool.watch(gateways, limits);
        HttpHandler routes = new Routes(proxy(apiPool, limits), proxy(gatewayPool, limits));
        int idleMillis = (int) limits.idle().toMillis();
        Undertow server =
                Undertow.builder()
                        .addHttpListener(port, "127.0.0.1")
                        .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                        .setWorkerThreads(2)
                        .setSocketOption(Options.CONNECTION_HIGH_WATER, limits.connections())
                        .setSocketOption(Options.CONNECTION_LOW_WATER, limits.connections() - 1)
                        .setSocketOption(Options.TCP_NODELAY, true)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMillis)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, idleMillis)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                        .setHandler(new RefusalBody(new OwnForwarding(routes)))
                        .build();
        server.start();
        return new Balancer(server, List.of(apiPool, gatewayPool));
    }

    /// Returns where it listens.
    public URI url() {
        var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    @Override
    public void close() {
        server.stop();
        pools.forEach(NodePool::close);
    }

    private static ProxyHandler proxy(NodePool pool, Limits limits) {
        return ProxyHandler.builder()
                .setProxyClient(pool.client())
                .setMaxRequestTime((int) limits.request().toMillis())
                .setMaxConnectionRetries(1)
                .setReuseXForwarded(false)
                .build();
    }

    /// What a client or a node may take at most.
    ///
    /// @param connections of clients that are open at the same time; more wait to be accepted
    /// @param request how long one request may take; a WebSocket lives longer
    /// @param idle how long a connection may stay open without a request
    /// @param check pause between two looks at each node's health
    public record Limits(int connections, Duration request, Duration idle, Duration check) {
        public Limits {
            if (connections < 1) {
                throw new IllegalArgumentException("connections must be 1 or more: " + connections);
            }
        }
    }
}

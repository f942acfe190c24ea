package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.CanonicalPathUtils;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Set;

/// Which path goes where. What the nodes say to each other, under `/internal`, goes nowhere, and
/// neither do the metrics, which Prometheus gets from each node itself.
record Routes(HttpHandler apis, HttpHandler gateways) implements HttpHandler {
    private static final Set<String> GATEWAY_PATHS = Set.of("/ws", "/connect");
    private static final Set<String> NOBODYS = Set.of("/internal", "/prometheus", "/metrics");

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = CanonicalPathUtils.canonicalize(exchange.getRequestPath());
        if (isNobodys(path)) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            exchange.endExchange();
        } else if (GATEWAY_PATHS.contains(path)) {
            gateways.handleRequest(exchange);
        } else if (path.equals("/")) {
            exchange.setStatusCode(StatusCodes.FOUND);
            exchange.getResponseHeaders().put(Headers.LOCATION, "/docs");
            exchange.endExchange();
        } else {
            apis.handleRequest(exchange);
        }
    }

    private static boolean isNobodys(String path) {
        int end = path.indexOf('/', 1);
        return NOBODYS.contains(end < 0 ? path : path.substring(0, end));
    }
}

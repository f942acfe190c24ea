package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.CanonicalPathUtils;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Set;

/// Which path goes where. What the nodes say to each other, under `/internal`, goes nowhere.
record Routes(HttpHandler apis, HttpHandler gateways) implements HttpHandler {
    private static final Set<String> GATEWAY_PATHS = Set.of("/ws", "/connect");
    private static final String INTERNAL = "/internal";

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = CanonicalPathUtils.canonicalize(exchange.getRequestPath());
        if (path.equals(INTERNAL) || path.startsWith(INTERNAL + "/")) {
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
}

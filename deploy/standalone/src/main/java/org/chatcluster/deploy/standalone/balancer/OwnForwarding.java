package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;

/// Removes what a client says about where it comes from; the proxy behind this adds what is so.
record OwnForwarding(HttpHandler next) implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderMap headers = exchange.getRequestHeaders();
        List<HttpString> forged =
                headers.getHeaderNames().stream().filter(OwnForwarding::isForwarding).toList();
        forged.forEach(headers::remove);
        next.handleRequest(exchange);
    }

    private static boolean isForwarding(HttpString header) {
        String name = header.toString().toLowerCase(Locale.ROOT);
        return name.startsWith("x-forwarded-")
                || name.equals("forwarded")
                || name.equals("x-real-ip");
    }
}

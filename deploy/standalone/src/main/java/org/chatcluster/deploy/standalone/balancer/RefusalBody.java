package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/// Gives the balancer's own refusals the body that all refusals have (`docs/protocol.md`). Answers
/// of nodes pass as they are.
record RefusalBody(HttpHandler next) implements HttpHandler {
    private static final String PROBLEM =
            """
            {"type":"about:blank","title":"Try again soon","status":%d,\
            "detail":"No node could answer this request.","code":"unavailable"}\
            """;

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(RefusalBody::describe);
        next.handleRequest(exchange);
    }

    private static boolean describe(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status < StatusCodes.INTERNAL_SERVER_ERROR) {
            return false;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        exchange.getResponseSender().send(PROBLEM.formatted(status));
        return true;
    }
}

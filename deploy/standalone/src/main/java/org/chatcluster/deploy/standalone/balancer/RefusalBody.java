package org.chatcluster.deploy.standalone.balancer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/// Gives the balancer's own refusals the body that all refusals have (`docs/protocol.md`). Answers
/// of nodes pass as they are.
record RefusalBody(HttpHandler next) implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(RefusalBody::describe);
        if (exchange.getRequestContentLength() > exchange.getMaxEntitySize()) {
            exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
            exchange.setPersistent(false);
            exchange.endExchange();
        } else {
            next.handleRequest(exchange);
        }
    }

    private static boolean describe(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status < StatusCodes.BAD_REQUEST) {
            return false;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        if (status >= StatusCodes.INTERNAL_SERVER_ERROR) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        exchange.getResponseSender().send(problem(status));
        return true;
    }

    private static String problem(int status) {
        if (status >= StatusCodes.INTERNAL_SERVER_ERROR) {
            return problem(
                    status, "Try again soon", "No node could answer this request.", "unavailable");
        }
        return switch (status) {
            case StatusCodes.REQUEST_ENTITY_TOO_LARGE ->
                    problem(
                            status,
                            "Too large",
                            "The request is larger than 1 MB.",
                            "payload_too_large");
            case StatusCodes.NOT_FOUND ->
                    problem(status, "Not found", "There is nothing at this address.", "not_found");
            default ->
                    problem(
                            status,
                            "Bad request",
                            "The request cannot be understood.",
                            "bad_request");
        };
    }

    private static String problem(int status, String title, String detail, String code) {
        return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s"}\
        """
                .formatted(title, status, detail, code);
    }
}

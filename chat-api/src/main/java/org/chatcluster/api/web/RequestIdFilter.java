package org.chatcluster.api.web;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatcluster.api.clock.Secrets;

/// Gives every call an id: the caller's `X-Request-Id` if it is a sane one, else a new one. It
/// stands in the answer and, as `request`, in every log line of the call.
@ServerFilter("/**")
final class RequestIdFilter implements Ordered {
    static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final String ATTRIBUTE = "chat.request-id";

    private final Secrets secrets;

    RequestIdFilter(Secrets secrets) {
        this.secrets = secrets;
    }

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        String given = request.getHeaders().get(HEADER);
        String id =
                given != null && SANE.matcher(given).matches()
                        ? given
                        : secrets.secret().substring(0, 16);
        request.setAttribute(ATTRIBUTE, id);
        context.add(new MdcPropagationContext(Map.of("request", id)));
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, String.class).ifPresent(id -> response.header(HEADER, id));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

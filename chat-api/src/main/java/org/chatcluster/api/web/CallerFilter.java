package org.chatcluster.api.web;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;

/// Puts the caller's id beside the call's into every log line of the call, once it is known.
@ServerFilter("/api/**")
final class CallerFilter implements Ordered {
    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        String call = request.getAttribute(RequestIdFilter.ATTRIBUTE, String.class).orElse("");
        request.getUserPrincipal()
                .ifPresent(caller ->
                        context.add(
                                new MdcPropagationContext(
                                        Map.of("request", call, "user", caller.getName()))));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}

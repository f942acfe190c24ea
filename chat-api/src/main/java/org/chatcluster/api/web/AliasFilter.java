package org.chatcluster.api.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.uri.UriBuilder;

/// Sends calls to an alias where they belong, before their route is looked for ([Aliases]).
@ServerFilter("/**")
final class AliasFilter implements Ordered {
    @RequestFilter
    @PreMatching
    @Nullable
    HttpRequest<?> before(HttpRequest<?> request) {
        return Aliases.of(request.getMethod(), request.getPath())
                .map(path ->
                        request.mutate()
                                .uri(UriBuilder.of(request.getUri()).replacePath(path).build()))
                .orElse(null);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

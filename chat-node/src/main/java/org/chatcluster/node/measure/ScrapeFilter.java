package org.chatcluster.node.measure;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hides the metrics from whoever comes through a proxy. They are for Prometheus, which asks each
/// node itself; a balancer is to refuse the path, and one that was forgotten says by these headers
/// that it stands between.
@ServerFilter({"/prometheus", "/prometheus/**"})
final class ScrapeFilter {
    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via");

    @RequestFilter
    @Nullable HttpResponse<?> refusal(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return SIGNS_OF_A_PROXY.stream().anyMatch(headers::contains)
                ? HttpResponse.notFound()
                : null;
    }
}

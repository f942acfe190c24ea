package org.chatcluster.api.drain;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Ends each connection with its next answer while the node ends.
@ServerFilter("/**")
final class DrainFilter {
    private final Drain drain;

    DrainFilter(Drain drain) {
        this.drain = drain;
    }

    @ResponseFilter
    void after(MutableHttpResponse<?> response) {
        if (drain.isDraining()) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
    }
}

package org.chatcluster.api.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.cors.CorsOriginConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Turns the framework's CORS filter on for the configured origins. Its headers stand on errors
/// too.
@Singleton
final class CorsOrigins implements BeanCreatedEventListener<CorsConfiguration> {
    private static final List<String> EXPOSED =
            List.of("Link", "Location", "Retry-After", "WWW-Authenticate", RequestIdFilter.HEADER);

    private final WebConfig config;

    CorsOrigins(WebConfig config) {
        this.config = config;
    }

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        CorsConfiguration cors = event.getBean();
        List<String> origins = config.allowedOrigins();
        if (!origins.isEmpty()) {
            boolean any = origins.contains("*");
            CorsOriginConfiguration configuration = new CorsOriginConfiguration();
            configuration.setAllowedOrigins(any ? CorsOriginConfiguration.ANY : origins);
            configuration.setExposedHeaders(EXPOSED);
            cors.setConfigurations(Map.of("web", configuration));
            cors.setLocalhostPassThrough(any);
            cors.setSingleHeader(true);
            cors.setEnabled(true);
        }
        return cors;
    }
}

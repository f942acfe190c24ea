package org.chatcluster.node.trace;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/// Whether messages are traced, and where their spans go.
///
/// @param endpoint where spans are posted (OTLP over HTTP, protobuf), such as
///   `http://collector:4318/v1/traces`; empty, nothing is traced
/// @param ratio how many of the messages are traced, 0 to 1; read by the API alone, which decides
@Context
@ConfigurationProperties("chat.trace")
public record TraceConfig(
        @Bindable(defaultValue = "") String endpoint,
        @Bindable(defaultValue = "0.01") double ratio) {
    public TraceConfig {
        if (!endpoint.isEmpty() && !isHttp(endpoint)) {
            throw new ConfigurationException(
                    "chat.trace.endpoint is " + endpoint + ", expected http://host:port/v1/traces");
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new ConfigurationException("chat.trace.ratio is " + ratio + ", expected 0 to 1");
        }
    }

    private static boolean isHttp(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            String scheme = String.valueOf(uri.getScheme());
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

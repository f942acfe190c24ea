package org.chatcluster.api.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Who may call from where.
///
/// @param allowedOrigins origins whose pages may call the API (CORS), `*` for any; none by default
/// @param trustedProxies addresses (`127.0.0.1`) and networks (`10.0.0.0/8`) whose
///   `X-Forwarded-For` is believed; none by default
@ConfigurationProperties("chat.web")
public record WebConfig(
        @Bindable(defaultValue = "") List<String> allowedOrigins,
        @Bindable(defaultValue = "") List<String> trustedProxies) {
    public WebConfig {
        allowedOrigins = allowedOrigins.stream().filter(text -> !text.isBlank()).toList();
        trustedProxies = trustedProxies.stream().filter(text -> !text.isBlank()).toList();
    }
}

package org.chatcluster.gateway.redis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.chatcluster.gateway.settings.Bounds;

/// Where Redis is.
///
/// @param url `redis://` or `rediss://`, with the password if there is one
@ConfigurationProperties("chat.redis")
public record RedisConfig(@Bindable(defaultValue = "redis://127.0.0.1:6379") URI url) {
    public RedisConfig {
        String scheme = String.valueOf(url.getScheme());
        Bounds.require(
                (scheme.equals("redis") || scheme.equals("rediss")) && url.getHost() != null,
                "chat.redis.url",
                scheme + "://…",
                "redis://host:port or rediss://host:port");
    }
}

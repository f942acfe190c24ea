package org.chatcluster.gateway.redis;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.chatcluster.gateway.settings.Bounds;

/// Where Redis is. Its text form, and what is said of a bad value, leave the password out.
///
/// @param url `redis://` or `rediss://`, with the password if there is one
@ConfigurationProperties("chat.redis")
public record RedisConfig(@Bindable(defaultValue = "redis://127.0.0.1:6379") String url) {
    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final String KEY = "chat.redis.url";
    private static final String EXPECTED = "redis://host:port or rediss://host:port";

    public RedisConfig {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            boolean redis = scheme.equals("redis") || scheme.equals("rediss");
            Bounds.require(redis && uri.getHost() != null, KEY, scheme + "://…", EXPECTED);
        } catch (URISyntaxException _) {
            Bounds.require(false, KEY, "no address", EXPECTED);
        }
    }

    /// Returns the address as the client takes it, with the time that a connection may take to
    /// greet: a Redis that is stopped accepts connections and says nothing.
    public RedisURI uri() {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(GREETING);
        return uri;
    }

    @Override
    public String toString() {
        URI uri = URI.create(url);
        return "RedisConfig[url="
                + uri.getScheme()
                + "://"
                + uri.getHost()
                + ":"
                + uri.getPort()
                + "]";
    }
}

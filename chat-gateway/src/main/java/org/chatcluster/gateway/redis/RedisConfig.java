package org.chatcluster.gateway.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.chatcluster.gateway.settings.Bounds;

/// Where Redis is. Its text form, and what is said of a bad value, leave the password out.
///
/// @param url `redis://` or `rediss://`, with the password if there is one; of a cluster one or
///   more nodes, `redis://host:port,host:port`
/// @param cluster whether it is a Redis Cluster; all nodes must say the same
@ConfigurationProperties("chat.redis")
public record RedisConfig(
        @Bindable(defaultValue = "redis://127.0.0.1:6379") String url,
        @Bindable(defaultValue = "false") boolean cluster) {
    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final String KEY = "chat.redis.url";
    private static final String EXPECTED = "redis://host:port or rediss://host:port";

    public RedisConfig {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            boolean redis = scheme.equals("redis") || scheme.equals("rediss");
            Bounds.require(redis && uri.getAuthority() != null, KEY, scheme + "://…", EXPECTED);
            String host = RedisURI.create(uri).getHost();
            Bounds.require(host != null && !host.isEmpty(), KEY, scheme + "://…", EXPECTED);
            boolean one = RedisClusterURIUtil.toRedisURIs(uri).size() == 1;
            Bounds.require(cluster || one, KEY, "several nodes", "one unless it is a cluster");
        } catch (URISyntaxException | IllegalArgumentException _) {
            Bounds.require(false, KEY, "no address", EXPECTED);
        }
    }

    /// Returns the address as the client takes it, with the time that a connection may take to
    /// greet: a Redis that is stopped accepts connections and says nothing.
    public RedisURI uri() {
        return uris().getFirst();
    }

    /// Returns the addresses of all nodes that were given, as [#uri] does.
    public List<RedisURI> uris() {
        List<RedisURI> uris =
                cluster
                        ? RedisClusterURIUtil.toRedisURIs(URI.create(url))
                        : List.of(RedisURI.create(url));
        uris.forEach(uri -> uri.setTimeout(GREETING));
        return uris;
    }

    @Override
    public String toString() {
        String nodes =
                uris().stream()
                        .map(uri -> uri.getHost() + ":" + uri.getPort())
                        .collect(Collectors.joining(","));
        String scheme = URI.create(url).getScheme();
        return "RedisConfig[url=" + scheme + "://" + nodes + ", cluster=" + cluster + "]";
    }
}

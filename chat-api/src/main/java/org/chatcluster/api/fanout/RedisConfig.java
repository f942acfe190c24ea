package org.chatcluster.api.fanout;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.chatcluster.api.fanout.cluster.Master;

/// Where Redis is, and how long to wait for it.
///
/// @param url `redis://host:port`, may carry a password; of a cluster one or more nodes,
///   `redis://host:port,host:port`
/// @param cluster whether it is a Redis Cluster; all nodes must say the same
/// @param timeout how long one command may take
/// @param connectTimeout how long connecting may take
/// @param queuedCommands commands on their way at once, per connection
@ConfigurationProperties("chat.redis")
public record RedisConfig(
        @NotBlank String url,
        @Bindable(defaultValue = "false") boolean cluster,
        @Bindable(defaultValue = "1s") Duration timeout,
        @Bindable(defaultValue = "2s") Duration connectTimeout,
        @Bindable(defaultValue = "100000") @Min(100) @Max(10_000_000) int queuedCommands) {
    public RedisConfig {
        if (!cluster && nodes(url).contains(",")) {
            throw new ConfigurationException(
                    "chat.redis.url is several nodes, expected one unless chat.redis.cluster is true");
        }
    }

    private static String nodes(String url) {
        return url.substring(startOfNodes(url)).replaceFirst("[/?].*", "");
    }

    private static int startOfNodes(String url) {
        return Math.max(url.indexOf("//") + 2, url.lastIndexOf('@') + 1);
    }

    /// Returns the place with the command time-out.
    RedisURI uri() {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(timeout);
        return uri;
    }

    /// Returns the nodes of a cluster that were given, as [#uri] does.
    public List<RedisURI> uris() {
        List<RedisURI> uris = RedisClusterURIUtil.toRedisURIs(URI.create(url));
        uris.forEach(uri -> uri.setTimeout(timeout));
        return uris;
    }

    /// Returns the same with one node of the cluster, reached in the same way.
    RedisConfig at(Master master) {
        int start = startOfNodes(url);
        String node =
                new StringBuilder(url)
                        .replace(start, start + nodes(url).length(), master.toString())
                        .toString();
        return new RedisConfig(node, cluster, timeout, connectTimeout, queuedCommands);
    }
}

package org.chatcluster.gateway.command;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import org.chatcluster.gateway.settings.Bounds;

/// Where commands go.
///
/// @param apiUrls the API's nodes, among which calls are spread; a host with several addresses is
///   several nodes
/// @param queue how many commands of one session, of 128 KiB together, may wait before its socket
///   is no longer read
/// @param callsPerNode how many calls with sends may be under way to one node of the API; what
///   arrives meanwhile goes together with the next one
@Context
@ConfigurationProperties("chat.command")
public record CommandConfig(
        @Bindable(defaultValue = "") List<URI> apiUrls,
        @Bindable(defaultValue = "64") int queue,
        @Bindable(defaultValue = "2") int callsPerNode) {
    public CommandConfig {
        apiUrls = List.copyOf(apiUrls);
        boolean http = apiUrls.stream().allMatch(url -> "http".equals(url.getScheme()));
        Bounds.require(
                http && !apiUrls.isEmpty(),
                "chat.command.api-urls",
                apiUrls,
                "http://host:port, separated by commas");
        Bounds.inRange("chat.command.queue", queue, 1, 10_000);
        Bounds.inRange("chat.command.calls-per-node", callsPerNode, 1, 256);
    }
}

package org.chatcluster.gateway.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Which node of the cluster this process is.
///
/// @param name what clients read in `hello` and operators in logs
@ConfigurationProperties("chat.node")
public record NodeConfig(@Bindable(defaultValue = "gateway-1") String name) {
    public NodeConfig {
        Bounds.require(
                name.matches("[A-Za-z0-9._-]{1,64}"),
                "chat.node.name",
                name,
                "1 to 64 letters, digits, dots, underscores or hyphens");
    }
}

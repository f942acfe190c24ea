package org.chatcluster.api.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Pattern;

/// Which node of the cluster this process is.
///
/// @param name what operators read in PostgreSQL's list of connections
@ConfigurationProperties("chat.node")
record NodeConfig(
        @Bindable(defaultValue = "chat-api")
                @Pattern(
                        regexp = "[A-Za-z0-9._-]{1,64}",
                        message = "must be 1 to 64 letters, digits, dots, underscores or hyphens")
                String name) {}

package org.chatcluster.api.drain;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How the node ends.
///
/// @param notice how long it goes on answering, not ready any more, and ends each connection with
///   its next answer
/// @param patience how long it waits for the calls under way after that
@ConfigurationProperties("chat.drain")
public record DrainConfig(
        @Bindable(defaultValue = "1s") Duration notice,
        @Bindable(defaultValue = "10s") Duration patience) {}

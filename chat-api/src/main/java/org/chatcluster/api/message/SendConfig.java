package org.chatcluster.api.message;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// Group commit of sends.
///
/// @param lanes writers, each with a database connection of its own; a chat always has the same one
/// @param batch messages in one statement at most
/// @param queue messages that wait in a lane at most; one more is refused with 503
/// @param patience how long a message may wait for its turn before it is refused with 503
@ConfigurationProperties("chat.send")
record SendConfig(
        @Bindable(defaultValue = "2") @Min(1) @Max(16) int lanes,
        @Bindable(defaultValue = "64") @Min(1) @Max(1_000) int batch,
        @Bindable(defaultValue = "4096") @Min(1) @Max(100_000) int queue,
        @Bindable(defaultValue = "5s") Duration patience) {}

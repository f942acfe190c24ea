package org.chatcluster.api.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How the outbox is emptied.
///
/// @param enabled off, nothing that was not published at once ever is: for a test of the tests
///   alone
/// @param staleAfter age at which a row counts as left behind; well above the time that publishing
///   takes
/// @param sweepInterval how often each node looks for rows left behind
/// @param sweepLimit rows taken at once
/// @param removalInterval how often the rows of published events are removed
@ConfigurationProperties("chat.outbox")
public record OutboxConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "2s") Duration staleAfter,
        @Bindable(defaultValue = "1s") Duration sweepInterval,
        @Bindable(defaultValue = "500") @Min(1) @Max(10_000) int sweepLimit,
        @Bindable(defaultValue = "100ms") Duration removalInterval) {}

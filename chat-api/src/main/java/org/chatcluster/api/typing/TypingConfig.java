package org.chatcluster.api.typing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How often it is told that somebody types.
///
/// @param interval for how long after it was told a member's typing in a chat is not told again by
///   this node; a little below the gateways' two seconds, so that what they let through is told
/// @param maxMembers in a chat with more members nobody is told: what everybody types is news to
///   nobody, and would cost more than what they send
@ConfigurationProperties("chat.typing")
public record TypingConfig(
        @Bindable(defaultValue = "1500ms") Duration interval,
        @Bindable(defaultValue = "100") @Min(1) @Max(10_000) int maxMembers) {}

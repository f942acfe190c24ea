package org.chatcluster.api.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Calls per minute that are let through, in a burst or spread.
///
/// @param loginsPerAccount failed logins to one account; a successful one does not count
/// @param loginsPerAddress logins from one address
/// @param registrationsPerAccount registrations of one e-mail address
/// @param registrationsPerAddress registrations from one address
@ConfigurationProperties("chat.limit")
public record LimitConfig(
        @Bindable(defaultValue = "20") @Min(1) @Max(1_000_000) int loginsPerAccount,
        @Bindable(defaultValue = "300") @Min(1) @Max(1_000_000) int loginsPerAddress,
        @Bindable(defaultValue = "60") @Min(1) @Max(1_000_000) int registrationsPerAccount,
        @Bindable(defaultValue = "300") @Min(1) @Max(1_000_000) int registrationsPerAddress) {}

package org.chatcluster.api.password;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// How dear a password is to check. The defaults are OWASP's second choice for Argon2id (Password
/// Storage Cheat Sheet): 19 MiB, two passes, one lane.
///
/// @param memoryKib memory of one hash
/// @param passes of a hash over its memory
/// @param threads hashes at once; 0 means the processors less one, at least one
/// @param queued hashes that may wait; more are refused with 503
@ConfigurationProperties("chat.password")
public record PasswordConfig(
        @Bindable(defaultValue = "19456") @Min(8192) @Max(1_048_576) int memoryKib,
        @Bindable(defaultValue = "2") @Min(1) @Max(20) int passes,
        @Bindable(defaultValue = "0") @Min(0) @Max(256) int threads,
        @Bindable(defaultValue = "128") @Min(1) @Max(10_000) int queued) {}

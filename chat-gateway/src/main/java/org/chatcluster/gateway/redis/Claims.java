package org.chatcluster.gateway.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Short-lived claims that all gateways see. Best effort: a claim may be lost with Redis.
/// Thread-safe.
public interface Claims {
    /// Claims a name for a while, unless it is claimed, and returns what it was claimed with, or
    /// empty if nothing. Completes on any thread, exceptionally if Redis does not answer in time.
    CompletionStage<Optional<String>> claim(String name, String value, Duration life);

    /// Claims a name for a while, whoever has it. Completes as [#claim] does.
    CompletionStage<String> take(String name, String value, Duration life);
}

package org.chatcluster.deploy.client.wire;

import java.time.Duration;
import java.util.Optional;

/// The header `Retry-After` (RFC 9110, section 10.2.3), of which this server sends seconds alone.
public final class RetryAfter {
    private RetryAfter() {}

    /// Returns the wait that the header asks for, or empty if it is not in seconds.
    public static Optional<Duration> parse(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}

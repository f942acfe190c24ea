package org.chatcluster.deploy.client.rest;

import java.time.Duration;
import java.util.Optional;

/// A call got no answer, or was asked to come later: its outcome is unknown, and it is to be
/// repeated.
public final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    public NotNow(String reason, Optional<Duration> retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    /// Returns what the server asked to wait.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

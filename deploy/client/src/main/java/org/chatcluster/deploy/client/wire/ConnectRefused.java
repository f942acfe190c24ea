package org.chatcluster.deploy.client.wire;

import java.time.Duration;
import java.util.Optional;

/// A connection could not be opened.
public final class ConnectRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /// @param retryAfter what the server asked to wait
    public ConnectRefused(String reason, Optional<Duration> retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

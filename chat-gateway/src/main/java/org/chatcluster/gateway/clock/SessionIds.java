package org.chatcluster.gateway.clock;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes the ids of sessions: 64 random bits in hex, so that no two nodes make the same. They
/// identify a session in logs and grant nothing. Thread-safe.
@Singleton
public final class SessionIds {
    private final SecureRandom random = new SecureRandom();

    /// Returns a new id.
    public String next() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}

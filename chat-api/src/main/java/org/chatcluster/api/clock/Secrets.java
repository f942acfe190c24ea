package org.chatcluster.api.clock;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/// Random ids and secrets. Thread-safe.
@Singleton
public final class Secrets {
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /// Returns a secret of 256 bits that can stand in an address: 43 characters.
    public String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Returns a random UUID.
    public UUID uuid() {
        return UUID.randomUUID();
    }

    /// Returns a random number of that many decimal digits, the first not zero.
    public int number(int digits) {
        int low = (int) Math.pow(10, digits - 1);
        return random.nextInt(low, low * 10);
    }
}

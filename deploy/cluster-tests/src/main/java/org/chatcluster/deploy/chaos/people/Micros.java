package org.chatcluster.deploy.chaos.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time as histories have it.
public final class Micros {
    private Micros() {}

    /// Returns microseconds since 1970, by the clock that PostgreSQL has too.
    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}

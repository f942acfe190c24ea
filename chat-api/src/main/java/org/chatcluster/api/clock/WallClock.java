package org.chatcluster.api.clock;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// Provides the wall clock to whoever needs the time.
@Factory
final class WallClock {
    @Primary
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}

package org.chatcluster.deploy.standalone.supervise;

import java.time.Duration;

/// How long to wait before a part that died is started again: at once after a good life, twice as
/// long each time that it dies young. Not thread-safe.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration GOOD_LIFE = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /// Returns the wait after a life of that length.
    Duration after(Duration life) {
        if (life.compareTo(GOOD_LIFE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}

package org.chatcluster.deploy.client.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/// How long to wait before the next try: a random time up to 1, 2, 4 … seconds, up to a longest.
/// Not thread-safe.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Random random;
    private final Duration longest;
    private Duration limit = FIRST;

    Backoff(Random random, Duration longest) {
        this.random = random;
        this.longest = longest;
    }

    /// Begins anew, after a success.
    void reset() {
        limit = FIRST;
    }

    /// Returns the next wait, which is never shorter than what the server has asked for.
    Duration next(Optional<Duration> asked) {
        Duration top = limit.compareTo(longest) < 0 ? limit : longest;
        limit = top.multipliedBy(2);
        Duration jitter = Duration.ofNanos(random.nextLong(top.toNanos() + 1));
        return asked.map(least -> least.plus(jitter.dividedBy(2))).orElse(jitter);
    }
}

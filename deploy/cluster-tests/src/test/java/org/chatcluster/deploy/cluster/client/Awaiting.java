package org.chatcluster.deploy.cluster.client;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How this suite waits: it looks often, on the test's own thread.
public final class Awaiting {
    private static final Duration POLL = Duration.ofMillis(20);

    private Awaiting() {}

    public static ConditionFactory upTo(Duration limit) {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(limit);
    }

    public static ConditionFactory upToSeconds(int limit) {
        return upTo(Duration.ofSeconds(limit));
    }
}

package org.chatcluster.node.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/// Makes the histograms, all with the same buckets, so that those of different nodes can be added
/// up and compared.
public final class Histograms {
    private static final long[] BUCKET_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000
    };

    private Histograms() {}

    /// Returns a histogram of durations, in buckets from 1 ms to 30 s. To record one costs some 100
    /// ns.
    public static Timer latency(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(
                        LongStream.of(BUCKET_MILLIS)
                                .mapToObj(Duration::ofMillis)
                                .toArray(Duration[]::new))
                .register(registry);
    }
}

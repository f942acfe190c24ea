package org.chatcluster.deploy.loadtest.tally;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Times of one kind in microseconds, to three digits, up to one minute; what is longer counts as a
/// minute. One writer.
public final class Latencies {
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);

    private final Histogram histogram = new Histogram(LONGEST, 3);

    /// Counts one time.
    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1000, 0, LONGEST));
    }

    /// Counts what another has counted.
    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    /// Returns how many times were counted.
    public long count() {
        return histogram.getTotalCount();
    }

    /// Returns the time in milliseconds below which that per cent of all times lie; 100 for the
    /// longest.
    public double millis(double percentile) {
        return histogram.getTotalCount() == 0
                ? 0
                : histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}

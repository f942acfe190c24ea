package org.chatcluster.deploy.loadtest.tally;

/// The measured part of a run, between its warm-up and its stragglers, in `System.nanoTime()`.
///
/// @param origin when traffic begins; the stamps count from here
/// @param from the first measured nanosecond
/// @param to the first nanosecond that is not measured any more, when sending stops
public record Window(long origin, long from, long to) {
    /// Returns whether that time is measured.
    public boolean contains(long nanoTime) {
        return nanoTime - from >= 0 && nanoTime - to < 0;
    }

    /// Returns the measured time in nanoseconds.
    public long length() {
        return to - from;
    }
}

package org.chatcluster.gateway.subscription;

import org.chatcluster.common.event.EventHeader;
import org.chatcluster.gateway.measure.Sample;
import org.jspecify.annotations.Nullable;

/// The last few samples that were told. Each stays until a newer one needs its place: its event
/// comes once for each member, with other events between, and most samples are of events for users
/// who have no session here. For the reader's thread alone.
final class ToldSamples {
    private static final int KEPT = 16;

    private final @Nullable Sample[] samples = new Sample[KEPT];

    /// Their messages, side by side, since every event is looked up.
    private final long[] messages = new long[KEPT];

    private int next;

    /// Keeps a sample, in the place of the oldest. To be called for one that is not there yet: of a
    /// cluster, every master brings what was told to each.
    void add(Sample sample) {
        samples[next] = sample;
        messages[next] = sample.event().messageId();
        next = (next + 1) % KEPT;
    }

    /// Returns the sample of that event, or null if there is none.
    @Nullable Sample of(EventHeader event) {
        for (int i = 0; i < KEPT; i++) {
            if (messages[i] == event.messageId()) {
                Sample sample = samples[i];
                if (sample != null && sample.isOf(event)) {
                    return sample;
                }
            }
        }
        return null;
    }
}

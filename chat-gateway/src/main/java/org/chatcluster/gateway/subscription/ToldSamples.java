package org.chatcluster.gateway.subscription;

import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.jspecify.annotations.Nullable;

/// Samples that were told and whose events have not come yet: the last few, since most events are
/// of users who have no session here. For the reader's thread alone.
final class ToldSamples {
    private static final int KEPT = 16;

    private final @Nullable EventHeader[] events = new EventHeader[KEPT];
    private final @Nullable EventSample[] samples = new EventSample[KEPT];
    private int next;
    private int waiting;

    /// Keeps a sample, in the place of the oldest.
    void add(EventHeader event, EventSample sample) {
        if (events[next] == null) {
            waiting++;
        }
        events[next] = event;
        samples[next] = sample;
        next = (next + 1) % KEPT;
    }

    /// Returns the sample of that event and forgets it, or null if there is none.
    @Nullable EventSample take(EventHeader event) {
        for (int i = 0; waiting > 0 && i < KEPT; i++) {
            EventHeader told = events[i];
            if (told != null && isOf(told, event)) {
                EventSample sample = samples[i];
                events[i] = null;
                samples[i] = null;
                waiting--;
                return sample;
            }
        }
        return null;
    }

    private static boolean isOf(EventHeader told, EventHeader event) {
        return told.messageId() == event.messageId()
                && told.seq() == event.seq()
                && told.chatId() == event.chatId();
    }
}

package org.chatcluster.api.fanout;

import org.chatcluster.api.measure.Sample;
import org.chatcluster.common.event.EventHeader;
import org.jspecify.annotations.Nullable;

/// A committed event on its way to its recipients' channels.
///
/// @param outboxId the row in `outbox` that is removed once the event is published
/// @param frame the client's frame, UTF-8 JSON; not copied, so nobody changes it afterwards
/// @param sample if it is one of the few whose way is timed
public record Event(
        long outboxId,
        EventHeader header,
        byte[] frame,
        Recipients recipients,
        @Nullable Sample sample) {
    public Event(long outboxId, EventHeader header, byte[] frame, Recipients recipients) {
        this(outboxId, header, frame, recipients, null);
    }
}

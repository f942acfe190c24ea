package org.chatcluster.api.fanout;

import org.chatcluster.common.event.EventHeader;

/// A committed event on its way to its recipients' channels.
///
/// @param outboxId the row in `outbox` that is removed once the event is published
/// @param frame the client's frame, UTF-8 JSON; not copied, so nobody changes it afterwards
public record Event(long outboxId, EventHeader header, byte[] frame, Recipients recipients) {}

package org.chatcluster.api.outbox;

import io.micronaut.core.annotation.Introspected;

/// What is in the outbox, as far as its oldest rows go.
///
/// @param waiting rows whose events are yet to be published
/// @param aside rows that can't be published, for a person to look at
/// @param ageSeconds how long the oldest of those that wait has been there
@Introspected
record OutboxState(long waiting, long aside, double ageSeconds) {}

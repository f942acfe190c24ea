package org.chatcluster.api.presence;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/// Whether a user is online, as everybody is told.
///
/// @param lastSeenAt when somebody who is not online was, as far as is known; null for who is
///   online, hides it, was never seen, or does not exist
@Serdeable(naming = SnakeCaseStrategy.class)
record Presence(long userId, boolean online, @Nullable Instant lastSeenAt) {}

package org.chatcluster.api.presence;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/// A user's presence as gateways are told, who look after it from then on.
///
/// @param online never true for who hides it
/// @param hidden whether the user hides it, so that coming and going is nobody's business
/// @param lastSeenAt as in [Presence]
@Serdeable(naming = SnakeCaseStrategy.class)
public record Standing(long userId, boolean online, boolean hidden, @Nullable Instant lastSeenAt) {
    static Standing hiding(long userId) {
        return new Standing(userId, false, true, null);
    }

    Presence presence() {
        return new Presence(userId, online, lastSeenAt);
    }
}

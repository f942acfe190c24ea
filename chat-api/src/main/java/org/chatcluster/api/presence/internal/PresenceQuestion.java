package org.chatcluster.api.presence.internal;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /internal/presence`.
@Serdeable(naming = SnakeCaseStrategy.class)
record PresenceQuestion(@NotNull @Size(max = 1_000) List<Long> userIds) {
    PresenceQuestion {
        userIds = List.copyOf(userIds);
    }
}

package org.chatcluster.api.presence.internal;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /internal/seen`.
@Serdeable
record SeenUsers(@NotNull @Size(max = 1_000) List<@Valid Seen> seen) {
    SeenUsers {
        seen = List.copyOf(seen);
    }

    /// @param ageMs how many milliseconds ago the gateway had a socket of theirs, at the latest
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Seen(@Positive long userId, @Min(0) long ageMs) {}
}

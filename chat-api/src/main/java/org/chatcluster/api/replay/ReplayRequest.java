package org.chatcluster.api.replay;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /internal/replay`.
///
/// @param tokens access tokens of those whose events are asked for
/// @param ageMs how long ago the gateway was cut off, at most
/// @param after what the last page said
@Serdeable(naming = SnakeCaseStrategy.class)
record ReplayRequest(
        @NotNull @Size(max = 500) List<String> tokens,
        @Min(0) long ageMs,
        @Nullable @Size(max = 100) String after) {
    ReplayRequest {
        tokens = List.copyOf(tokens);
    }

    @Override
    public String toString() {
        return "ReplayRequest";
    }
}

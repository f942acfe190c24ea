package org.chatcluster.api.forward;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /api/v1/messages/{id}/forward`.
///
/// @param chatIds where it goes; one that is named twice counts once
@Serdeable(naming = SnakeCaseStrategy.class)
record ForwardMessage(
        @NotNull @Size(min = 1, max = MAX_CHATS) List<@NotNull @Positive Long> chatIds) {
    /// Chats at most.
    static final int MAX_CHATS = 20;
}

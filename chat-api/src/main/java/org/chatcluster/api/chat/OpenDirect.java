package org.chatcluster.api.chat;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/// The body of `POST /api/v1/chats/direct`.
@Serdeable(naming = SnakeCaseStrategy.class)
record OpenDirect(@NotNull @Positive Long userId) {}

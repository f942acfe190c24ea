package org.chatcluster.api.read;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Positive;

/// The body of `POST /api/v1/chats/{id}/read`: one of the two.
@Serdeable(naming = SnakeCaseStrategy.class)
record MarkRead(@Nullable @Positive Long seq, @Nullable @Positive Long messageId) {}

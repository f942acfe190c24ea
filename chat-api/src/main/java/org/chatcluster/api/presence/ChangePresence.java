package org.chatcluster.api.presence;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;

/// The body of `PATCH /api/v1/users/me/presence`.
@Serdeable
record ChangePresence(@NotNull Boolean hidden) {}

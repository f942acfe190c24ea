package org.chatcluster.api.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as they see themself (seed 003).
@Serdeable(naming = SnakeCaseStrategy.class)
public record OwnAccount(
        long id,
        UUID uuid,
        String email,
        String displayName,
        String tag,
        @Nullable String avatarUrl,
        String role,
        Instant createdAt) {}

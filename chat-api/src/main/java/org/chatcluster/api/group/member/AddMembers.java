package org.chatcluster.api.group.member;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /api/v1/chats/{id}/members`.
///
/// @param userIds who are members afterwards; those who are already stay it
@Serdeable(naming = SnakeCaseStrategy.class)
record AddMembers(
        @NotNull @NotEmpty @Size(max = MAX_ADDED) @JsonAlias("userIds")
                List<@NotNull @Positive Long> userIds) {
    /// Members that one call can add: they all are in one message and one event.
    static final int MAX_ADDED = 1_000;
}

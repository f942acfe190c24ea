package org.chatcluster.api.group;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// The body of `PUT /api/v1/chats/{id}/members/{user_id}`.
@Serdeable
record GiveRole(
        @NotNull @Pattern(regexp = "member|admin", message = "must be member or admin")
                String role) {}

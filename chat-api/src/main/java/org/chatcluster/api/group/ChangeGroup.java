package org.chatcluster.api.group;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.Null;
import org.chatcluster.api.input.Text;
import org.jspecify.annotations.Nullable;

/// The body of `PATCH /api/v1/chats/{id}`; what is absent stays.
///
/// @param avatarFileId refused, since there are no files to name
@Serdeable(naming = SnakeCaseStrategy.class)
record ChangeGroup(
        @Nullable @Text(max = 100) String title,
        @Nullable @Null(message = "can't be set: there are no files in this release")
                Long avatarFileId) {}

package org.chatcluster.api.mini;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.chatcluster.api.input.Text;

/// What `create_chat` asks for.
///
/// @param name the group's; a private chat is named after its two members
/// @param userIds the members, with or without the caller
@Serdeable(naming = SnakeCaseStrategy.class)
record CreateChat(
        @NotNull @Pattern(regexp = "group|private", message = "must be group or private")
                String type,
        @Nullable @Text(max = 100) String name,
        @NotNull @Size(max = 10_000) List<@NotNull UUID> userIds) {}

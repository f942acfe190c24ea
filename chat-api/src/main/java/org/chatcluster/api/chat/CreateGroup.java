package org.chatcluster.api.chat;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.chatcluster.api.input.Text;

/// The body of `POST /api/v1/chats`.
///
/// @param userIds the members besides the caller, who is one anyway; `userIds` is accepted too
///   (seed 000); none if absent
/// @param type `group`, which is also what its absence means
@Serdeable(naming = SnakeCaseStrategy.class)
record CreateGroup(
        @NotNull @Text(max = 100) String title,
        @NotNull @Size(max = MAX_MEMBERS) @JsonAlias("userIds")
                List<@NotNull @Positive Long> userIds,
        @Nullable @Pattern(regexp = "group", message = "must be group") String type) {
    /// Members that one call can name.
    static final int MAX_MEMBERS = 10_000;
}

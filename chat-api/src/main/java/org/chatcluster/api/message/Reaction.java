package org.chatcluster.api.message;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/// An emoji under a message.
///
/// @param count how many users gave it
/// @param userIds the first of them, in the order in which they did
@Serdeable(naming = SnakeCaseStrategy.class)
public record Reaction(String emoji, int count, List<Long> userIds) {
    /// Users told at most.
    public static final int MAX_USERS = 20;

    public Reaction {
        userIds = List.copyOf(userIds);
    }
}

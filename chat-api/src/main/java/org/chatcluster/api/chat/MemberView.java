package org.chatcluster.api.chat;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.chatcluster.api.account.UserView;

/// One member of a chat.
///
/// @param role `member` or `admin` of the chat
/// @param online null if nobody knows, since Redis is away
@Serdeable(naming = SnakeCaseStrategy.class)
record MemberView(
        UserView user,
        boolean isCreator,
        String role,
        Instant joinedAt,
        long lastReadSeq,
        @Nullable Boolean online) {
    MemberView online(@Nullable Boolean known) {
        return new MemberView(user, isCreator, role, joinedAt, lastReadSeq, known);
    }
}

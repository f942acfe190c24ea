package org.chatcluster.api.chat;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.chatcluster.api.account.UserView;

/// One member of a chat.
///
/// @param role `member` or `admin` of the chat
@Serdeable(naming = SnakeCaseStrategy.class)
record MemberView(
        UserView user, boolean isCreator, String role, Instant joinedAt, long lastReadSeq) {}

package org.chatcluster.api.receipt;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.chatcluster.api.account.UserView;
import org.jspecify.annotations.Nullable;

/// Somebody who has read a message.
///
/// @param lastReadSeq how far they have read by now
/// @param lastReadAt when that mark last moved, so they had read the message by then
@Serdeable(naming = SnakeCaseStrategy.class)
record Reader(UserView user, long lastReadSeq, @Nullable Instant lastReadAt) {}

package org.chatcluster.api.replay;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of what is told again.
final class Told {
    private Told() {}

    /// Of `message.read`.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Read(long chatId, long userId, long lastReadSeq) {}

    /// Of `message.read_by_all`.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record ReadByAll(long chatId, long messageId, long seq) {}

    /// Of `member.removed`, to the one who was removed.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Removed(long chatId, long userId, long seq) {}
}

package org.chatcluster.api.replay;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of a `member.removed` that is told again to the one who was removed.
@Serdeable(naming = SnakeCaseStrategy.class)
record RemovedTold(long chatId, long userId, long seq) {}

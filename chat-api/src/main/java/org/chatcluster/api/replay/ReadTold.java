package org.chatcluster.api.replay;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of `message.read`.
@Serdeable(naming = SnakeCaseStrategy.class)
record ReadTold(long chatId, long userId, long lastReadSeq) {}

package org.chatcluster.api.sync;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of `member.removed`.
@Serdeable(naming = SnakeCaseStrategy.class)
record LostChat(long chatId, long userId) {}

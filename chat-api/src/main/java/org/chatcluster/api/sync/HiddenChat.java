package org.chatcluster.api.sync;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of `chat.deleted` in a resume: the caller has hidden the chat.
@Serdeable(naming = SnakeCaseStrategy.class)
record HiddenChat(long chatId) {}

package org.chatcluster.api.group;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of `chat.deleted`.
///
/// @param seq the chat's last one
@Serdeable(naming = SnakeCaseStrategy.class)
record GoneChat(long chatId, long seq) {}

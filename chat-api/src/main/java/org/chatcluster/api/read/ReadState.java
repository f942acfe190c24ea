package org.chatcluster.api.read;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// How far the caller has read a chat.
///
/// @param unreadCount messages by others above the mark, counted up to 1,000
@Serdeable(naming = SnakeCaseStrategy.class)
public record ReadState(long chatId, long lastReadSeq, int unreadCount) {}

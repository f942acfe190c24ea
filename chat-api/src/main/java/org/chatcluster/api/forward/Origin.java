package org.chatcluster.api.forward;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/// What a forwarded message tells of the first one, wherever it is forwarded to: who said it, and
/// when. The ids open nothing to those who may not see the first one.
///
/// @param authorName the author's name when it was forwarded first
@Serdeable(naming = SnakeCaseStrategy.class)
record Origin(long messageId, long chatId, long authorId, String authorName, Instant ts) {}

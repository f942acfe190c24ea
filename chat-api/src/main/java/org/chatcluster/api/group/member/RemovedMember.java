package org.chatcluster.api.group.member;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The data of `member.removed` as it happens.
///
/// @param seq at which they were removed
/// @param removedBy who did it; who leaves does it themself
@Serdeable(naming = SnakeCaseStrategy.class)
record RemovedMember(long chatId, long userId, long seq, long removedBy) {}

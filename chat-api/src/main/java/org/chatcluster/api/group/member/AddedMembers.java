package org.chatcluster.api.group.member;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.chatcluster.api.account.UserView;

/// The data of `member.added`.
///
/// @param seq at which they joined
/// @param userIds all who were added
/// @param users the first hundred of them
/// @param participantsCount how many members there are now
@Serdeable(naming = SnakeCaseStrategy.class)
record AddedMembers(
        long chatId,
        long seq,
        List<Long> userIds,
        List<UserView> users,
        int participantsCount,
        long addedBy) {
    private static final int MAX_USERS = 100;

    AddedMembers {
        userIds = List.copyOf(userIds);
        users = users.stream().limit(MAX_USERS).toList();
    }
}

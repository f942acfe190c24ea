package org.chatcluster.api.chat;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.message.Message;
import org.jspecify.annotations.Nullable;

/// A chat as one of its members sees it.
///
/// @param type `direct` or `group`
/// @param participants the first 100 members by id; all of them are under `/members`
/// @param participantsCount how many members there are
/// @param seq the chat's last change
/// @param lastReadSeq how far this member has read
/// @param unreadCount messages by others above that mark, counted up to 1,000
/// @param unreadMentions those of them that mention this member, counted up to 1,000
/// @param mutedUntil until when this member does not want to be alerted; null if they do
/// @param pinnedAt when this member pinned it; null if it is not pinned
/// @param myRole this member's, `member` or `admin`
@Serdeable(naming = SnakeCaseStrategy.class)
public record ChatView(
        long id,
        String title,
        boolean isGroup,
        String type,
        Instant createdAt,
        @Nullable Long createdBy,
        List<UserView> participants,
        int participantsCount,
        @Nullable Message lastMessage,
        int unreadCount,
        long seq,
        long lastReadSeq,
        int unreadMentions,
        @Nullable String avatarUrl,
        @Nullable Instant mutedUntil,
        @Nullable Instant pinnedAt,
        String myRole) {
    /// Participants shown at most.
    static final int MAX_PARTICIPANTS = 100;

    public ChatView {
        participants = List.copyOf(participants);
    }
}

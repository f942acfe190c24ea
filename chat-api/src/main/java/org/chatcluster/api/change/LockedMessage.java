package org.chatcluster.api.change;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A message whose chat is locked until the running transaction ends, and who asks.
///
/// @param reactions JSON text
/// @param chatType `direct` or `group`
/// @param createdBy the chat's creator
/// @param callerId who asks
/// @param callerRole their role in the chat; null if they are not a member
/// @param changeSeq the seq that a change of the message takes
/// @param changedAt the time of that change: not before the chat's last one
@MappedEntity("messages")
public record LockedMessage(
        @Id long id,
        long chatId,
        long seq,
        long authorId,
        String type,
        String content,
        boolean deleted,
        boolean forwarded,
        boolean pinned,
        @Nullable List<Long> mentions,
        @Nullable String reactions,
        String chatType,
        @Nullable Long createdBy,
        long membersVersion,
        long callerId,
        @Nullable String callerRole,
        long changeSeq,
        Instant changedAt) {
    @Override
    public String toString() {
        return "LockedMessage[id=" + id + ", chatId=" + chatId + ", seq=" + seq + "]";
    }

    /// Returns whether the caller wrote it.
    public boolean isByCaller() {
        return authorId == callerId;
    }

    /// Returns whether it is in a group.
    public boolean isInGroup() {
        return chatType.equals("group");
    }

    /// Returns whether the caller is the group's creator or one of its admins; in a direct chat
    /// nobody is in charge.
    public boolean isCallerInCharge() {
        return isInGroup()
                && callerRole != null
                && (callerRole.equals("admin") || Objects.equals(createdBy, callerId));
    }

    /// Returns whether the server wrote it.
    public boolean isSystem() {
        return type.equals("system");
    }

    /// Returns whom it mentions.
    public List<Long> mentioned() {
        return mentions == null ? List.of() : mentions;
    }
}

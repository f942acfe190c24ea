package org.chatcluster.api.group;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/// A chat that the running transaction has locked, and what the caller is in it.
///
/// @param seq the chat's last one
/// @param createdBy null if the creator's account is gone
/// @param role the caller's, `member` or `admin`
@MappedEntity("chats")
public record LockedChat(
        @Id long id, String type, String title, long seq, @Nullable Long createdBy, String role) {
    /// Returns whether that user made the group.
    public boolean isCreatedBy(long userId) {
        return createdBy != null && createdBy == userId;
    }

    /// Returns whether that user, who is the caller, may change the group and its members.
    public boolean isRunBy(long caller) {
        return isCreatedBy(caller) || role.equals("admin");
    }

    boolean isGroup() {
        return type.equals("group");
    }
}

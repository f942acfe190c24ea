package org.chatcluster.api.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Collection;
import java.util.List;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.message.SystemMessages.Note;
import org.jspecify.annotations.Nullable;

/// The payload of a system message that tells of a change, and the sentences that go with it.
///
/// @param kind `member_added`, `member_removed`, `member_left`, `title_changed` or `role_changed`
/// @param userIds whom it concerns besides the author, or the author who left; empty for a title
/// @param title the new title, else absent
/// @param role the new role, else absent
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChangeNote(
        String kind,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Long> userIds,
        @Nullable String title,
        @Nullable String role) {
    private static final int NAMES = 3;

    ChangeNote {
        userIds = List.copyOf(userIds);
    }

    static Note added(UserView author, Collection<UserView> users) {
        return note("member_added", author.displayName() + " added " + names(users), users);
    }

    static Note removed(UserView author, UserView user) {
        String content = author.displayName() + " removed " + user.displayName();
        return note("member_removed", content, List.of(user));
    }

    static Note left(UserView author) {
        return note("member_left", author.displayName() + " left", List.of(author));
    }

    static Note titled(UserView author, String title) {
        return new Note(
                author.displayName() + " changed the title to \"" + title + "\"",
                new ChangeNote("title_changed", List.of(), title, null));
    }

    static Note role(UserView author, UserView user, String role) {
        String content =
                role.equals("admin")
                        ? " made " + user.displayName() + " an admin"
                        : " made " + user.displayName() + " a member like all others";
        return new Note(
                author.displayName() + content,
                new ChangeNote("role_changed", List.of(user.id()), null, role));
    }

    private static Note note(String kind, String content, Collection<UserView> users) {
        List<Long> ids = users.stream().map(UserView::id).toList();
        return new Note(content, new ChangeNote(kind, ids, null, null));
    }

    private static String names(Collection<UserView> users) {
        List<String> names = users.stream().limit(NAMES).map(UserView::displayName).toList();
        int others = users.size() - names.size();
        if (others > 0) {
            return String.join(", ", names)
                    + " and "
                    + others
                    + (others == 1 ? " other" : " others");
        }
        String last = names.getLast();
        return names.size() == 1
                ? last
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
    }
}

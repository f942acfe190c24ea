package org.chatcluster.api.account.profile;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chatcluster.api.account.AlreadyTaken;
import org.chatcluster.api.account.OwnAccount;
import org.chatcluster.api.account.User;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.token.AccessClaims;

/// Changes accounts and finds people. Runs in the caller's transaction; blocks on the database.
@Singleton
public final class Profiles {
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
    private static final String UNIQUE_VIOLATION = "23505";

    private final ProfileRepository repository;
    private final Users users;

    Profiles(ProfileRepository repository, Users users) {
        this.repository = repository;
        this.users = users;
    }

    /// Changes an account.
    ///
    /// @return the account as it is then
    /// @throws NotFound if there is no such user
    /// @throws AlreadyTaken if somebody else has the tag or e-mail
    public OwnAccount change(long userId, ProfileChange change) {
        try {
            repository.change(
                    userId, change.displayName(), change.tag(), change.email(), change.role());
        } catch (DataAccessException e) {
            throw taken(e);
        }
        return users.find(userId)
                .map(User::own)
                .orElseThrow(() -> new NotFound("there is no such user"));
    }

    /// Returns users whose tag or name begins with a text, in any case, by id.
    ///
    /// @param after the id above which to look
    List<UserView> find(AccessClaims viewer, String query, long after, int limit) {
        String stripped = query.strip();
        String bare = stripped.startsWith("@") ? stripped.substring(1) : stripped;
        String text = bare.toLowerCase(Locale.ROOT);
        List<User> found = repository.findByPrefix(text, text + LAST_CHARACTER, after, limit);
        Set<Long> known = new HashSet<>(Set.of(viewer.userId()));
        if (viewer.role() != AccessClaims.Role.ADMIN) {
            Long[] ids = found.stream().map(User::id).toArray(Long[]::new);
            known.addAll(repository.findSharing(viewer.userId(), ids));
        }
        return found.stream()
                .map(user ->
                        viewer.role() == AccessClaims.Role.ADMIN || known.contains(user.id())
                                ? user.view()
                                : user.view().withoutEmail())
                .toList();
    }

    private static RuntimeException taken(DataAccessException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                String message = sql.getMessage();
                return message != null && message.contains("users_email_key")
                        ? AlreadyTaken.email()
                        : AlreadyTaken.tag();
            }
        }
        return failure;
    }
}

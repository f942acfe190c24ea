package org.chatcluster.api.account;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatcluster.api.clock.Secrets;
import org.chatcluster.api.refusal.NotFound;
import org.chatcluster.common.token.AccessClaims;

/// Looks people up and adds them. Joins the transaction of its caller; blocks.
@Singleton
public final class Users {
    private static final int ATTEMPTS = 10;
    private static final int COUNTED_SUFFIXES = 9;

    private final UserRepository repository;
    private final Secrets secrets;

    Users(UserRepository repository, Secrets secrets) {
        this.repository = repository;
        this.secrets = secrets;
    }

    /// Returns the users of these ids by id, in order of id and with e-mail addresses; ids that
    /// nobody has are absent.
    public Map<Long, UserView> findAll(Collection<Long> ids) {
        Map<Long, UserView> views = new LinkedHashMap<>();
        for (User user : repository.findByIds(ids.toArray(Long[]::new))) {
            views.put(user.id(), user.view());
        }
        return views;
    }

    /// Returns the user of that id.
    public Optional<User> find(long id) {
        return repository.findById(id);
    }

    /// Makes sure, for the running transaction, that a user may log in with a password that was
    /// checked before it: until the transaction ends nobody blocks them or changes it.
    ///
    /// @return the user; empty if the password has changed since
    /// @throws AccountBlocked if the user is blocked
    public Optional<User> admit(User checked) {
        Optional<User> user =
                repository
                        .lock(checked.id())
                        .filter(now -> now.passwordHash().equals(checked.passwordHash()));
        if (user.isPresent() && user.get().blockedAt() != null) {
            throw new AccountBlocked();
        }
        return user;
    }

    /// Sets the password of a user whose old one was checked.
    ///
    /// @return whether the old one was still in force
    public boolean changePassword(User checked, String newHash) {
        return repository.changePassword(checked.id(), checked.passwordHash(), newHash) == 1;
    }

    /// Shuts a user out, or lets them in again.
    ///
    /// @throws NotFound if there is no such user
    public void setBlocked(long id, boolean blocked) {
        if ((blocked ? repository.block(id) : repository.unblock(id)) == 0) {
            throw new NotFound("there is no such user");
        }
    }

    /// Finds a user by what they log in with.
    ///
    /// @param emailOrTag an e-mail address or a tag, in any case
    public Optional<User> findByLogin(String emailOrTag) {
        String text = emailOrTag.strip();
        return text.indexOf('@') > 0
                ? repository.findByEmail(text.toLowerCase(Locale.ROOT))
                : Tags.normalize(text).flatMap(repository::findByTag);
    }

    /// Finds a user by their tag for a viewer, who sees the e-mail address only where they may.
    Optional<UserView> findByTag(String text, AccessClaims viewer) {
        return Tags.normalize(text)
                .flatMap(repository::findByTag)
                .map(user ->
                        maySeeEmail(viewer, user.id()) ? user.view() : user.view().withoutEmail());
    }

    /// Adds a user with exactly that tag.
    ///
    /// @throws AlreadyTaken if somebody has the e-mail address or the tag
    public User add(NewUser user, String tag) {
        if (tryAdd(user, tag) == 1) {
            return added(user);
        }
        throw repository.findByEmail(user.email()).isPresent()
                ? AlreadyTaken.email()
                : AlreadyTaken.tag();
    }

    /// Adds a user with a tag derived from their display name. A tag that another transaction takes
    /// at the same time is left to it: the unique index decides, and the next tag is tried.
    ///
    /// @throws AlreadyTaken if somebody has the e-mail address
    public User add(NewUser user) {
        String base = Tags.derive(user.displayName());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryAdd(user, freeTag(base)) == 1) {
                return added(user);
            }
            if (repository.findByEmail(user.email()).isPresent()) {
                throw AlreadyTaken.email();
            }
        }
        throw AlreadyTaken.tag();
    }

    /// Adds a user with an id outside the sequence, unless the id, e-mail address or tag is taken.
    public void addIfAbsent(long id, NewUser user, String tag) {
        repository.addWithId(
                id, user.email(), user.passwordHash(), user.displayName(), tag, user.role());
    }

    /// The tag itself, then it with a counted number, then with random ones: so that the hundredth
    /// of one name does not try a hundred tags.
    private String freeTag(String base) {
        List<String> candidates = new ArrayList<>();
        candidates.add(base);
        for (int number = 2; number <= COUNTED_SUFFIXES; number++) {
            candidates.add(Tags.withSuffix(base, number));
        }
        for (int digits = 3; digits <= 9; digits += 2) {
            candidates.add(Tags.withSuffix(base, secrets.number(digits)));
        }
        Set<String> taken = new HashSet<>(repository.findTaken(candidates.toArray(String[]::new)));
        return candidates.stream()
                .filter(tag -> !taken.contains(tag))
                .findFirst()
                .orElse(candidates.getLast());
    }

    private int tryAdd(NewUser user, String tag) {
        return repository.add(
                user.email(), user.passwordHash(), user.displayName(), tag, user.role());
    }

    private User added(NewUser user) {
        return repository.findByEmail(user.email()).orElseThrow();
    }

    private boolean maySeeEmail(AccessClaims viewer, long userId) {
        return viewer.userId() == userId
                || viewer.role() == AccessClaims.Role.ADMIN
                || repository.shareAChat(viewer.userId(), userId);
    }
}

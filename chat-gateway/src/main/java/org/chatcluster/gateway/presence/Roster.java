package org.chatcluster.gateway.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The users who are watched, what is known of each, and the sessions that wait to know. For the
/// watchers' thread alone.
///
/// Invariant: a session whose request is open hears of no changes: the answer tells how things
/// stand at that moment, and changes come after it.
final class Roster {
    private final Map<Long, Watched> users = new HashMap<>();
    private final Set<WatchRequest> open = new HashSet<>();
    private final long graceNanos;
    private final LongSupplier nanos;

    Roster(PresenceConfig config, LongSupplier nanos) {
        this.graceNanos = config.grace().toNanos();
        this.nanos = nanos;
    }

    int size() {
        return users.size();
    }

    boolean contains(Long userId) {
        return users.containsKey(userId);
    }

    @Nullable Watched find(Long userId) {
        return users.get(userId);
    }

    void forEach(BiConsumer<Long, Watched> action) {
        users.forEach(action);
    }

    /// Takes a request, answers it if all is known, and returns those of whom nothing is known.
    List<Long> begin(WatchRequest request) {
        Watch watch = request.watch();
        watch.users(request.userIds());
        watch.open(request);
        open.add(request);
        List<Long> unknown = new ArrayList<>();
        for (Long userId : request.userIds()) {
            Watched user = users.computeIfAbsent(userId, _ -> new Watched());
            user.watches().add(watch);
            if (user.known() == null) {
                unknown.add(userId);
            }
        }
        if (unknown.isEmpty()) {
            tellIfKnown(request);
        }
        return unknown;
    }

    /// Lets a session watch nobody but these.
    void forget(Watch watch, Set<Long> but) {
        Set<Long> kept = new HashSet<>(watch.users());
        kept.retainAll(but);
        for (Long userId : watch.users()) {
            Watched user = users.get(userId);
            if (user != null && !but.contains(userId)) {
                user.watches().remove(watch);
                if (user.watches().isEmpty()) {
                    users.remove(userId);
                }
            }
        }
        watch.users(kept);
        WatchRequest unanswered = watch.open();
        if (unanswered != null) {
            close(unanswered);
        }
    }

    private void close(WatchRequest request) {
        request.watch().open(null);
        open.remove(request);
    }

    private void tellIfKnown(WatchRequest request) {
        List<Presence> all = new ArrayList<>(request.userIds().size());
        for (Long userId : request.userIds()) {
            Watched user = users.get(userId);
            @Nullable Presence known = user == null ? null : user.known();
            if (known == null) {
                return;
            }
            all.add(known);
        }
        close(request);
        request.watch().settle();
        request.told().accept(Optional.of(all));
    }

    /// Gives up the requests that wait to know of one of those users.
    void failThoseWaitingFor(Predicate<Long> which) {
        for (WatchRequest request : List.copyOf(open)) {
            if (request.userIds().stream().anyMatch(which)) {
                close(request);
                request.told().accept(Optional.empty());
            }
        }
    }

    /// Takes how it stands with users, and tells the sessions that watch them.
    void learn(List<Presence> presences) {
        Set<WatchRequest> waiting = new HashSet<>();
        presences.forEach(presence -> learn(presence, waiting));
        waiting.forEach(this::tellIfKnown);
    }

    private void learn(Presence now, Set<WatchRequest> waiting) {
        Watched user = users.get(now.userId());
        if (user == null) {
            return;
        }
        boolean leaves = user.isOnline() && !now.online() && !now.hidden();
        if (leaves && !isGone(user)) {
            return;
        }
        boolean changed = user.learn(now);
        for (Watch watch : user.watches()) {
            WatchRequest request = watch.open();
            if (request != null) {
                waiting.add(request);
            } else if (changed) {
                watch.changed(now);
            }
        }
    }

    /// Notes that nobody listens for a user, and returns whether they are to be believed gone.
    boolean isGone(Watched user) {
        return user.isGoneFor(graceNanos, nanos.getAsLong());
    }
}

package org.chatcluster.api.presence;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.presence.PresenceRepository.Kept;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.common.presence.PresenceNews.Kind;

/// Tells who is online, and keeps when users were last seen and who hides it. Blocks on the
/// database and on Redis.
///
/// Invariant: who hides looks to everybody like somebody who was never there.
@Singleton
public final class Presences {
    private final PresenceRepository repository;
    private final RedisListeners listeners;
    private final Transactions transactions;

    Presences(PresenceRepository repository, RedisListeners listeners, Transactions transactions) {
        this.repository = repository;
        this.listeners = listeners;
        this.transactions = transactions;
    }

    /// Returns how it stands with each of these users, in their order; with ids that nobody has as
    /// with somebody who was never there.
    ///
    /// @throws Unavailable while Redis is away: then nobody knows
    public List<Standing> standings(Collection<Long> userIds) {
        Set<Long> distinct = new LinkedHashSet<>(userIds);
        Map<Long, Kept> kept = kept(distinct);
        Set<Long> online = listeners.usersWithListeners(distinct);
        return distinct.stream().map(id -> standing(id, online.contains(id), kept)).toList();
    }

    private static Standing standing(long id, boolean online, Map<Long, Kept> kept) {
        Kept row = kept.get(id);
        if (row == null) {
            return new Standing(id, online, false, null);
        }
        return row.hidden()
                ? Standing.hiding(id)
                : new Standing(id, online, false, online ? null : row.lastSeenAt());
    }

    private Map<Long, Kept> kept(Collection<Long> userIds) {
        return repository.findAll(userIds.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(Kept::userId, Function.identity()));
    }

    /// Returns those of these users who are online and do not hide it; empty if nobody knows, since
    /// Redis is away.
    public Optional<Set<Long>> online(Collection<Long> userIds) {
        try {
            return Optional.of(
                    standings(userIds).stream()
                            .filter(Standing::online)
                            .map(Standing::userId)
                            .collect(Collectors.toSet()));
        } catch (Unavailable _) {
            return Optional.empty();
        }
    }

    /// Notes how many milliseconds ago users were last seen.
    public void noteSeen(Map<Long, Long> agesMs) {
        Map<Long, Long> byId = new TreeMap<>(agesMs);
        transactions.write(() ->
                repository.noteSeen(
                        byId.keySet().toArray(Long[]::new), byId.values().toArray(Long[]::new)));
    }

    boolean isHidden(long userId) {
        return repository.findHidden(userId).orElse(false);
    }

    /// Hides a user's presence or shows it again, and has those who watch it told.
    void hide(long userId, boolean hidden) {
        transactions.write(() -> repository.hide(userId, hidden));
        listeners.tell(new PresenceNews(Kind.CHANGED, userId));
    }
}

package org.chatcluster.gateway.presence.attendance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.common.presence.PresenceNews.Kind;
import org.chatcluster.gateway.presence.PresenceApi;
import org.jspecify.annotations.Nullable;

/// The users for whom this node listens. That one came is told to the other nodes at once; that one
/// left, once the API has noted when they were last seen, so that whoever is told can tell that
/// too. Thread-safe, and nobody is held up.
///
/// Invariant: of a user who is here it is noted that they were seen when they come, and every
/// [#MARK_EVERY] from then on, one batch after the other. So when the node dies, `last_seen_at` is
/// at most that and a batch's wait too early.
public final class Attendance {
    static final Duration MARK_EVERY = Duration.ofMinutes(5);
    static final int MOST_AT_ONCE = 1_000;

    /// Of who comes on top of that while the API is away nothing is noted.
    private static final int MOST_OWED = 100_000;

    private final PresenceApi api;
    private final Announcements announcements;
    private final LongSupplier nanos;
    private final long lingerNanos;

    /// When each user who is here is to be marked next; the earliest is the first.
    private final Map<Long, Long> due = new LinkedHashMap<>();

    /// When users were seen of whom it is yet to be noted.
    private final Map<Long, Long> owed = new LinkedHashMap<>();

    private final Set<Long> leaving = new LinkedHashSet<>();
    private boolean underWay;

    /// Makes the attendance of a node.
    ///
    /// @param linger for how long the node goes on listening when somebody is gone
    /// @param nanos as of `System.nanoTime`
    public Attendance(
            PresenceApi api, Announcements announcements, Duration linger, LongSupplier nanos) {
        this.api = api;
        this.announcements = announcements;
        this.lingerNanos = linger.toNanos();
        this.nanos = nanos;
    }

    /// Hears that the node listens for a user, perhaps once more.
    public void came(long userId) {
        synchronized (this) {
            leaving.remove(userId);
            due.putIfAbsent(userId, nanos.getAsLong());
        }
        announcements.tell(new PresenceNews(Kind.CAME, userId));
    }

    /// Hears that the node listens for a user no longer.
    public synchronized void left(long userId) {
        due.remove(userId);
        if (leaving.size() < MOST_OWED) {
            leaving.add(userId);
        }
        owe(userId, nanos.getAsLong() - lingerNanos);
    }

    private void owe(Long userId, long seenAt) {
        if (owed.size() < MOST_OWED) {
            owed.merge(userId, seenAt, (one, other) -> one - other > 0 ? one : other);
        }
    }

    /// Has the API note the next batch, unless one is under way. To be called a few times a second.
    public void tick() {
        Map<Long, Long> batch;
        Map<Long, Long> agesMs = new LinkedHashMap<>();
        synchronized (this) {
            if (underWay) {
                return;
            }
            long now = nanos.getAsLong();
            markThoseDue(now);
            batch = takeOwed();
            batch.forEach((userId, seenAt) ->
                    agesMs.put(userId, Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - seenAt))));
            underWay = !batch.isEmpty();
        }
        if (batch.isEmpty()) {
            announcements.tellAll(takeLeft());
        } else {
            api.seen(agesMs).whenComplete((_, failure) -> noted(batch, failure));
        }
    }

    private void markThoseDue(long now) {
        List<Long> marked = new ArrayList<>();
        for (Map.Entry<Long, Long> next : due.entrySet()) {
            if (next.getValue() - now > 0 || marked.size() == MOST_AT_ONCE) {
                break;
            }
            marked.add(next.getKey());
        }
        for (Long userId : marked) {
            due.remove(userId);
            due.put(userId, now + MARK_EVERY.toNanos());
            owe(userId, now);
        }
    }

    private Map<Long, Long> takeOwed() {
        Map<Long, Long> batch = new LinkedHashMap<>();
        Iterator<Map.Entry<Long, Long>> all = owed.entrySet().iterator();
        while (all.hasNext() && batch.size() < MOST_AT_ONCE) {
            Map.Entry<Long, Long> next = all.next();
            batch.put(next.getKey(), next.getValue());
            all.remove();
        }
        return batch;
    }

    private void noted(Map<Long, Long> batch, @Nullable Throwable failure) {
        synchronized (this) {
            underWay = false;
            if (failure != null) {
                batch.forEach(this::owe);
            }
        }
        announcements.tellAll(takeLeft(failure == null));
    }

    private List<PresenceNews> takeLeft() {
        return takeLeft(true);
    }

    /// Returns those who left and are owed nothing any more, or, while the API does not answer, all
    /// of them.
    private synchronized List<PresenceNews> takeLeft(boolean onlyNoted) {
        List<PresenceNews> news = new ArrayList<>();
        leaving.removeIf(userId -> {
            boolean told = !onlyNoted || !owed.containsKey(userId);
            if (told) {
                news.add(new PresenceNews(Kind.LEFT, userId));
            }
            return told;
        });
        return news;
    }
}

package org.chatcluster.gateway.revocation;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.chatcluster.gateway.revocation.RevocationApi.Told;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The families that the node knows to be revoked. Thread-safe; one question is under way at most.
///
/// Once in [#WHOLE] polls the whole set is asked for and takes the place of the old one, so that
/// families whose access tokens have all expired drop out: what is held is bounded by what the API
/// keeps. While the API is away the last known set stays.
@Singleton
public final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    static final int WHOLE = 300;

    private final RevocationApi api;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Set<String> families = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Set<String>> toClose = _ -> {};
    private volatile @Nullable String cursor;
    private volatile boolean away;
    private int polls;

    Revocations(RevocationApi api) {
        this.api = api;
    }

    /// Says who closes the sockets of families that turn out to be revoked. A family is `contains`
    /// before it is handed to it.
    public void closeWith(Consumer<Set<String>> closer) {
        toClose = closer;
    }

    /// Returns whether that family is known to be revoked.
    public boolean contains(String family) {
        return families.contains(family);
    }

    /// Asks what is new. To be called once per interval.
    public void poll() {
        if (busy.compareAndSet(false, true)) {
            String after = polls++ % WHOLE == 0 ? null : cursor;
            api.revoked(after).whenComplete((told, failure) -> answered(after, told, failure));
        }
    }

    private void answered(
            @Nullable String after, @Nullable Told told, @Nullable Throwable failure) {
        try {
            if (told == null) {
                failed(after, failure);
            } else {
                learn(after == null, told);
            }
        } finally {
            busy.set(false);
        }
    }

    private void failed(@Nullable String after, @Nullable Throwable failure) {
        if (!away) {
            LOG.warn(
                    "revoked families not told, known={} reason={}",
                    families.size(),
                    String.valueOf(failure));
        }
        away = true;
        if (after == null) {
            polls = 0;
        }
    }

    private void learn(boolean whole, Told told) {
        if (away) {
            LOG.info("revoked families told again");
        }
        away = false;
        List<String> all = told.families();
        Set<String> unheard = new HashSet<>(all);
        unheard.removeAll(families);
        if (whole) {
            Set<String> next = ConcurrentHashMap.newKeySet(all.size());
            next.addAll(all);
            families = next;
        } else {
            families.addAll(unheard);
        }
        cursor = told.after();
        if (!unheard.isEmpty()) {
            LOG.info("families revoked count={}", unheard.size());
            toClose.accept(unheard);
        }
    }
}

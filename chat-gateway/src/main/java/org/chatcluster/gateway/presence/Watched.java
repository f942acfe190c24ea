package org.chatcluster.gateway.presence;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user who is watched. For the watchers' thread alone.
final class Watched {
    private final Set<Watch> watches = new HashSet<>();
    private @Nullable Presence known;
    private boolean leaving;
    private boolean gone;
    private long goneSince;

    Set<Watch> watches() {
        return watches;
    }

    /// Returns how it stands as far as is known, or null if nothing is yet.
    @Nullable Presence known() {
        return known;
    }

    /// Takes how it stands, and returns whether the sessions that knew better are to be told.
    boolean learn(Presence now) {
        Presence before = known;
        known = now;
        leaving = false;
        gone = false;
        return !now.equals(before);
    }

    /// Returns whether the user is shown as online.
    boolean isOnline() {
        return known != null && known.online();
    }

    /// Returns whether whoever listens for the user makes no difference.
    boolean isHidden() {
        return known != null && known.hidden();
    }

    /// Notes that the user may be believed to have left: they were away for long enough.
    void mayLeave() {
        leaving = true;
    }

    /// Notes that somebody listens for the user.
    void isThere() {
        leaving = false;
        gone = false;
    }

    /// Notes that nobody listens for the user, and returns whether that was so for long enough.
    boolean isGoneFor(long graceNanos, long now) {
        if (!gone) {
            gone = true;
            goneSince = now;
        }
        return leaving || now - goneSince >= graceNanos;
    }
}

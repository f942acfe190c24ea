package org.chatcluster.gateway.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chatcluster.common.frame.EventFrame;
import org.jspecify.annotations.Nullable;

/// What one session watches, and what it is yet to be told.
///
/// Invariant: of each user at most one presence waits, the newest, so that a client that takes
/// little is told less often and never something that is over; and what waits is bounded by what is
/// watched.
public final class Watch {
    /// How many users a session may watch.
    public static final int MOST_USERS = 500;

    private final Watchers watchers;
    private final Viewer viewer;
    private final Map<Long, Presence> waiting = new LinkedHashMap<>();
    private boolean scheduled;

    /// Whom it watches, and the question that is not answered yet: the watchers' thread's own.
    private Set<Long> users = Set.of();

    private @Nullable WatchRequest open;

    Watch(Watchers watchers, Viewer viewer) {
        this.watchers = watchers;
        this.viewer = viewer;
    }

    /// Watches these users from now on, at most [#MOST_USERS], and no others. On the session's
    /// event loop.
    ///
    /// @param told gets how it stands with them, as a JSON array in their order, or empty if that
    ///   can't be had; on the same event loop, and before any change after that
    public void begin(Set<Long> userIds, Consumer<Optional<byte[]>> told) {
        watchers.begin(
                new WatchRequest(
                        this,
                        userIds,
                        answer -> onLoop(() -> told.accept(answer.map(Watch::array)))));
    }

    private static byte[] array(List<Presence> presences) {
        return presences.stream()
                .map(Presence::json)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Watches nobody any more: the session has ended.
    public void close() {
        watchers.end(this);
    }

    /// Shows what waits, if the session is clear. On the session's event loop.
    public void show() {
        if (!viewer.isClear()) {
            return;
        }
        List<Presence> next = takeWaiting();
        for (Presence presence : next) {
            if (viewer.isClear()) {
                byte[] data = presence.json().getBytes(StandardCharsets.UTF_8);
                viewer.show(EventFrame.around("presence", data));
            } else {
                putBack(presence);
            }
        }
        if (!next.isEmpty()) {
            viewer.flush();
        }
    }

    private List<Presence> takeWaiting() {
        synchronized (waiting) {
            List<Presence> all = new ArrayList<>(waiting.values());
            waiting.clear();
            return all;
        }
    }

    private void putBack(Presence presence) {
        synchronized (waiting) {
            waiting.putIfAbsent(presence.userId(), presence);
        }
    }

    /// Hears that a presence changed. On the watchers' thread.
    void changed(Presence presence) {
        boolean first;
        synchronized (waiting) {
            waiting.put(presence.userId(), presence);
            first = !scheduled;
            scheduled = true;
        }
        if (first) {
            onLoop(this::showScheduled);
        }
    }

    private void showScheduled() {
        synchronized (waiting) {
            scheduled = false;
        }
        show();
    }

    /// Forgets what waits, since the client is about to be told all of it anew. On the watchers'
    /// thread.
    void settle() {
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private void onLoop(Runnable task) {
        try {
            viewer.executor().execute(task);
        } catch (RejectedExecutionException _) {
            // The event loop has ended, and the session with it.
        }
    }

    Set<Long> users() {
        return users;
    }

    void users(Set<Long> next) {
        users = next;
    }

    @Nullable WatchRequest open() {
        return open;
    }

    void open(@Nullable WatchRequest request) {
        open = request;
    }
}

package org.chatcluster.gateway.presence;

import java.util.ArrayList;
import java.util.List;
import org.chatcluster.common.presence.PresenceNews;

/// News that wait to be read, at most [#MOST]; when more come, all that the reader needs to know is
/// that some were lost. Thread-safe.
///
/// Invariant: while something is here, somebody was told by `add` to take it.
final class NewsInbox {
    static final int MOST = 100_000;

    private List<PresenceNews> news = new ArrayList<>();
    private boolean overflowed;

    /// What was taken out.
    ///
    /// @param overflowed whether news were lost
    record Taken(List<PresenceNews> news, boolean overflowed) {}

    /// Adds news, and returns whether they are to be taken now.
    synchronized boolean add(List<PresenceNews> more) {
        boolean first = news.isEmpty() && !overflowed;
        if (news.size() + more.size() > MOST) {
            overflowed = true;
        } else {
            news.addAll(more);
        }
        return first && (overflowed || !news.isEmpty());
    }

    /// Takes all that is here.
    synchronized Taken take() {
        Taken taken = new Taken(news, overflowed);
        news = new ArrayList<>();
        overflowed = false;
        return taken;
    }
}

package org.chatcluster.gateway.presence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.presence.PresenceNews;

/// What the store of messages in flight has to do with presence. Calls return at once, and their
/// stages complete on any thread within seconds, exceptionally while the store is away.
public interface PresenceChannel {
    /// Tells every node, this one included; at most once.
    CompletionStage<?> publish(Collection<PresenceNews> news);

    /// Returns those of these users for whom some gateway listens.
    CompletionStage<Set<Long>> listenedFor(List<Long> userIds);

    /// Hears what nodes tell. Called by one thread at a time, which must not be held up.
    interface Listener {
        /// Brings news.
        void news(List<PresenceNews> news);

        /// Says that news arrive from here on; what was told before may be missed.
        void connected();
    }
}

package org.chatcluster.gateway.presence.attendance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.gateway.presence.PresenceChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the other nodes who came and who left: at once, and what comes while that is under way
/// together with the next. What can't be told is dropped, since the others look by themselves every
/// now and then. Thread-safe, and nobody is held up.
public final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 5_000;

    private final PresenceChannel channel;

    /// The latest of each user.
    private final Map<Long, PresenceNews> waiting = new LinkedHashMap<>();

    private boolean underWay;

    public Announcements(PresenceChannel channel) {
        this.channel = channel;
    }

    void tell(PresenceNews news) {
        tellAll(List.of(news));
    }

    void tellAll(List<PresenceNews> news) {
        synchronized (waiting) {
            for (PresenceNews one : news) {
                waiting.remove(one.userId());
                if (waiting.size() < MOST_WAITING) {
                    waiting.put(one.userId(), one);
                }
            }
        }
        next();
    }

    private void next() {
        List<PresenceNews> batch;
        synchronized (waiting) {
            if (underWay || waiting.isEmpty()) {
                return;
            }
            batch = waiting.values().stream().limit(MOST_AT_ONCE).toList();
            batch.forEach(one -> waiting.remove(one.userId()));
            underWay = true;
        }
        channel.publish(batch)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.debug("presence not announced users={}", batch.size(), failure);
                    }
                    synchronized (waiting) {
                        underWay = false;
                    }
                    next();
                });
    }
}

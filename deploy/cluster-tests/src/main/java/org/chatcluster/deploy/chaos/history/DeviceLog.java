package org.chatcluster.deploy.chaos.history;

import java.util.List;
import java.util.Set;

/// What one device was brought, in the order in which it came.
public record DeviceLog(
        Owner owner, List<Arrival> arrivals, List<Span> spans, Belief belief, FrameLog frames) {
    /// How a device behaves.
    public enum Kind {
        /// As the contract asks.
        GOOD,

        /// Looks for no holes while its socket is open.
        PLAIN,

        /// Good, but stops reading now and then.
        SLOW
    }

    /// Whose device it is.
    ///
    /// @param chats those of the user that nobody is added to or removed from while they are in it
    public record Owner(String name, Kind kind, long userId, Set<Long> chats) {
        public Owner {
            chats = Set.copyOf(chats);
        }
    }

    public DeviceLog {
        arrivals = List.copyOf(arrivals);
        spans = List.copyOf(spans);
    }

    public String name() {
        return owner.name();
    }

    public Kind kind() {
        return owner.kind();
    }

    public long userId() {
        return owner.userId();
    }

    public Set<Long> chats() {
        return owner.chats();
    }
}

package org.chatcluster.deploy.chaos.history;

import java.util.List;
import java.util.Set;

/// What one device was brought, in the order in which it came.
///
/// @param chats all chats of its user
public record DeviceLog(
        String name, Kind kind, Set<Long> chats, List<Arrival> arrivals, List<Span> spans) {
    /// How a device behaves.
    public enum Kind {
        /// As the contract asks.
        GOOD,

        /// Looks for no holes while its socket is open.
        PLAIN,

        /// Good, but stops reading now and then.
        SLOW
    }

    public DeviceLog {
        chats = Set.copyOf(chats);
        arrivals = List.copyOf(arrivals);
        spans = List.copyOf(spans);
    }
}

package org.chatcluster.gateway.fanout;

import java.util.Optional;

/// The users of this node, for one who brings them what did not arrive by itself. For any thread.
public interface Audience {
    /// Returns an access token of one of that user's sessions, or empty if there is no session.
    Optional<String> tokenOf(long userId);

    /// Takes an event for all sessions of a user. What it refers to is only good until this
    /// returns, unless it is retained.
    void arrived(Long userId, Arrival arrival);
}

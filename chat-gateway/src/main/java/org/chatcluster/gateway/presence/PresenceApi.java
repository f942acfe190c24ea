package org.chatcluster.gateway.presence;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// What the API knows of presence and is told of it. At most 1,000 users a call; completes on any
/// thread, exceptionally if no node answered.
public interface PresenceApi {
    /// Asks how it stands with these users now.
    CompletionStage<List<Presence>> ask(List<Long> userIds);

    /// Tells how many milliseconds ago users were last seen. The same twice does no harm.
    CompletionStage<?> seen(Map<Long, Long> agesMs);
}

package org.chatcluster.gateway.presence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A session's wish to watch users.
///
/// @param userIds in the order in which the session wants to be told of them
/// @param told hears once, on the watchers' thread
record WatchRequest(Watch watch, Set<Long> userIds, Consumer<Optional<List<Presence>>> told) {}

package org.chatcluster.api.replay;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The end of a page of a replay.
///
/// @param after what to ask with next; null if that was all
@Serdeable
record ReplayEnd(@Nullable String after) {}
